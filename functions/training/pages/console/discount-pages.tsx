import { dateInWords, whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Form, Link, Pagination, ScrollableTable, SummaryList, Tag } from "@alliance/ui";
import { offInWords } from "../../bookings/take-discount.ts";
import type { Discount } from "../../schema/discount.ts";
import { subjectNames } from "../../schema/topics.ts";
import type { DiscountDetails } from "../../use-cases/manage-discounts.ts";

export const discountsPath = "/console/training/discounts";
export const discountPath = (code: string): string => `${discountsPath}/${code}`;

export const forWhomNames = {
  everybody: "Everybody",
  members: "Members only",
  others: "Only those who are not members",
} as const;

function Standing({ discount: { fromOn, untilOn, stoppedAt }, today }: { discount: Discount; today: string }) {
  if (stoppedAt !== undefined) return <Tag classes="govuk-tag--grey">Stopped</Tag>;
  if (today > untilOn) return <Tag classes="govuk-tag--grey">Over</Tag>;
  return today < fromOn ? (
    <Tag classes="govuk-tag--yellow">Not yet</Tag>
  ) : (
    <Tag classes="govuk-tag--green">In force</Tag>
  );
}

interface Listed {
  readonly discounts: readonly Discount[];
  readonly next: string | undefined;
  readonly mayManage: boolean;
  readonly today: string;
}

export const discountsPage = ({ discounts, next, mayManage, today }: Listed): PageReply => ({
  title: "Discount codes",
  section: "Training",
  layout: "wide",
  backLink: { href: "/console/training", text: "Sessions" },
  body: (
    <>
      <h1 class="govuk-heading-l">Discount codes</h1>
      {mayManage && <Button href={`${discountsPath}/new`}>Make a discount code</Button>}
      {discounts.length === 0 ? (
        <EmptyState title="No discount code yet">Whoever books types a code, and it comes off the price.</EmptyState>
      ) : (
        <ScrollableTable
          label="Discount codes"
          firstCellIsHeader
          head={[{ content: "Code" }, { content: "What for" }, { content: "Until" }, { content: "Standing" }]}
          rows={discounts.map((discount) => [
            { content: <Link href={discountPath(discount.code)}>{discount.code}</Link> },
            { content: `${discount.name}, ${offInWords(discount)}` },
            { content: dateInWords(discount.untilOn) },
            { content: <Standing discount={discount} today={today} /> },
          ])}
        />
      )}
      {next && <Pagination next={{ href: next }} />}
    </>
  ),
});

/** One code: what it takes off, for whom, and how much of it is used. */
export function discountPage(
  { discount, used, sessions }: DiscountDetails,
  mayManage: boolean,
  today: string,
): PageReply {
  const { code, name, fromOn, untilOn, forWhom, places, subjects, sessionIds, stoppedAt } = discount;
  return {
    title: `Discount code ${code}`,
    section: "Training",
    backLink: { href: discountsPath, text: "Discount codes" },
    body: (
      <>
        <span class="govuk-caption-l">{name}</span>
        <h1 class="govuk-heading-l">
          {code} <Standing discount={discount} today={today} />
        </h1>
        <SummaryList
          rows={[
            { key: "Takes off", value: offInWords(discount) },
            { key: "Can be used", value: `${dateInWords(fromOn)} to ${dateInWords(untilOn)}` },
            { key: "For whom", value: forWhomNames[forWhom] },
            { key: "Used", value: `${used} of ${places} places` },
            subjects && { key: "Only about", value: subjects.map((subject) => subjectNames[subject]).join(", ") },
            sessionIds && {
              key: "Only these sessions",
              value: sessions.map((session) => (
                <>
                  <Link href={`/console/training/sessions/${session.sessionId}`}>{session.title}</Link>
                  <br />
                  {whenInWords(session)}
                  <br />
                </>
              )),
            },
          ]}
        />
        {mayManage && stoppedAt === undefined && (
          <Form action={`${discountPath(code)}/stop`}>
            <p class="govuk-body">Stopping it changes nothing for those who have booked with it.</p>
            <Button classes="govuk-button--warning">Stop this code</Button>
          </Form>
        )}
      </>
    ),
  };
}
