import { dateInWords, londonDateOf } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Field, Form, type FormState, InsetText, Money, SummaryList, Tag } from "@alliance/ui";
import type { NoShow, NoShows } from "../../use-cases/decide-no-show-fees.ts";
import { Price } from "../catalogue/price-parts.tsx";
import { nameOrToFollow } from "../day/day-words.ts";
import { noShowsPath } from "../record/record-paths.ts";
import { deskPath } from "./console-form.tsx";

const Standing = ({ fee, wasThere }: NoShow) => {
  if (fee === undefined) return <Tag classes="govuk-tag--yellow">Not decided</Tag>;
  if (fee.status === "waived") return <Tag classes="govuk-tag--grey">Waived</Tag>;
  return (
    <Tag classes={wasThere ? "govuk-tag--red" : "govuk-tag--blue"}>
      {wasThere ? "Charged, but was there" : "Charged"}
    </Tag>
  );
};

const Card = ({ noShow, path, form }: { readonly noShow: NoShow; readonly path: string; readonly form: FormState }) => {
  const { row, fee } = noShow;
  return (
    <>
      <SummaryList
        card={{ title: nameOrToFollow(row) }}
        rows={[
          { key: "School", value: row.organisationName },
          { key: "Fee", value: <Standing {...noShow} /> },
          fee && { key: "Decided", value: dateInWords(londonDateOf(fee.decidedAt)) },
          fee?.reason !== undefined && { key: "Why", value: fee.reason },
        ]}
      />
      {fee?.status !== "waived" && (
        <Form action={`${path}/waive`} hidden={{ placeId: row.placeId }}>
          <Field
            kind="input"
            name={`reason-${row.placeId}`}
            form={form}
            label={`Why waive it for ${row.name ?? "the place without a name"}?`}
          />
          <Button classes="govuk-button--secondary">
            {fee ? "Waive it and give it back" : "Waive it"}
            <span class="govuk-visually-hidden">: {nameOrToFollow(row)}</span>
          </Button>
        </Form>
      )}
    </>
  );
};

/** Places nobody came to, for staff to decide about the fee. */
export function noShowsPage(
  { session, isClosed, noShows }: NoShows,
  form: FormState & { notice?: string | undefined },
): PageReply {
  const { sessionId, title, noShowFeePence = 0, vat } = session;
  const path = noShowsPath(sessionId);
  const due = noShows.filter(({ fee }) => fee === undefined).length;
  const errors = form.errors ?? [];
  return {
    title: `Places nobody came to: ${title}`,
    section: "Training",
    backLink: { href: deskPath(sessionId), text: title },
    notice: form.notice,
    errors,
    body: (
      <>
        <span class="govuk-caption-l">{title}</span>
        <h1 class="govuk-heading-l">Places nobody came to</h1>
        {session.noShowFeePence === undefined ? (
          <InsetText>This session has no fee for places nobody came to.</InsetText>
        ) : (
          <p class="govuk-body">
            The fee is <Price netPence={noShowFeePence} vat={vat} /> a place. Waive what was no fault of the school’s,
            then charge the rest: each is invoiced to whoever booked.
          </p>
        )}
        {!isClosed && <InsetText>The register is still open. Fees are decided once it is closed.</InsetText>}
        {isClosed && noShows.length === 0 && (
          <EmptyState title="Everybody came">There is nothing to charge.</EmptyState>
        )}
        {session.noShowFeePence !== undefined &&
          noShows.map((noShow) => <Card noShow={noShow} path={path} form={form} />)}
        {session.noShowFeePence !== undefined && due > 0 && (
          <Form action={`${path}/charge`}>
            <Button preventDoubleClick>
              Charge {due === 1 ? "1 fee" : `${due} fees`}, <Money amountPence={noShowFeePence * due} /> without VAT
            </Button>
          </Form>
        )}
      </>
    ),
  };
}
