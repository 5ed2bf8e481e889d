import type { PageReply } from "@alliance/http";
import {
  Button,
  EmptyState,
  Field,
  Form,
  type FormState,
  Link,
  LondonDate,
  Money,
  Pagination,
  SummaryList,
  Table,
  Tag,
  Timeline,
} from "@alliance/ui";
import { creditOfAll } from "../merging/credit.ts";
import type { Merge } from "../schema/merge.ts";
import type { Organisation } from "../schema/organisation.ts";
import type { ReadMerge } from "../use-cases/read-merges.ts";
import type { OrganisationTimeline } from "../use-cases/read-timeline.ts";
import { happenings } from "./console-organisation.tsx";
import { organisationPath } from "./console-paths.ts";
import { Dates, Paragraph } from "./school-parts.tsx";

const mergesPath = "/console/membership/merges";

const StatusTag = ({ status }: Pick<Merge, "status">) =>
  status === "merged" ? <Tag classes="govuk-tag--green">Merged</Tag> : <Tag classes="govuk-tag--grey">Undone</Tag>;

/** Newest first; `cursor` is sealed already. */
export const mergesPage = (found: { readonly items: readonly Merge[]; readonly cursor?: string }): PageReply => ({
  title: "Merged organisations",
  section: "Organisations",
  layout: "wide",
  breadcrumbs: [{ content: "Organisations", href: "/console/membership/organisations" }, { content: "Merged" }],
  body: (
    <>
      <h1 class="govuk-heading-l">Merged organisations</h1>
      {found.items.length === 0 ? (
        <EmptyState title="Nothing was merged yet">
          Open an organisation that was entered twice and choose “Merge with another organisation”.
        </EmptyState>
      ) : (
        <Table
          stacks
          caption="Newest first"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={[
            { content: "Disappeared" },
            { content: "Became part of" },
            { content: "When" },
            { content: "Credit, net", format: "numeric" },
            { content: "State" },
          ]}
          rows={found.items.map((merge) => [
            { content: <Link href={`${mergesPath}/${merge.mergeId}`}>{merge.fromName}</Link> },
            { content: merge.intoName },
            { content: <LondonDate value={merge.mergedAt} withTime /> },
            { content: <Money amountPence={creditOfAll(merge)} />, format: "numeric" },
            { content: <StatusTag status={merge.status} /> },
          ])}
        />
      )}
      {found.cursor && <Pagination next={{ href: `${mergesPath}?${new URLSearchParams({ cursor: found.cursor })}` }} />}
    </>
  ),
});

const nameOf = (personId: string | undefined, names: ReadonlyMap<string, string>): string =>
  (personId && names.get(personId)) || "Name not known any more";

const Facts = ({ merge, names }: Pick<ReadMerge, "merge" | "names">) => (
  <SummaryList
    rows={[
      {
        key: "Disappeared",
        value: <Link href={organisationPath(merge.fromOrganisationId)}>{merge.fromName}</Link>,
      },
      {
        key: "Became part of",
        value: <Link href={organisationPath(merge.intoOrganisationId)}>{merge.intoName}</Link>,
      },
      { key: "Because", value: merge.because === "duplicate" ? "It was entered twice" : "Two became one" },
      { key: "Reason", value: merge.reason },
      {
        key: "Merged",
        value: (
          <>
            <LondonDate value={merge.mergedAt} withTime />, {nameOf(merge.mergedBy, names)}
          </>
        ),
      },
      merge.undoneAt !== undefined && {
        key: "Undone",
        value: (
          <>
            <LondonDate value={merge.undoneAt} withTime />, {nameOf(merge.undoneBy, names)}: {merge.undoReason}
          </>
        ),
      },
      { key: "Reference", value: merge.mergeId },
    ]}
  />
);

const Credits = ({ merge }: Pick<ReadMerge, "merge">) =>
  merge.credits.length === 0 ? (
    <Paragraph>No day was paid for twice, so there is no credit.</Paragraph>
  ) : (
    <Table
      stacks
      caption={merge.status === "undone" ? "Credits, void since it was undone" : "Paid twice: credits"}
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[
        { content: "Membership" },
        { content: "Dates" },
        { content: "Days paid twice" },
        { content: "Credit, net", format: "numeric" },
      ]}
      rows={merge.credits.map((credit) => [
        { content: credit.membershipTypeName },
        { content: <Dates from={credit.startsOn} until={credit.endsOn} /> },
        { content: `${credit.overlapDays} of ${credit.termDays}` },
        { content: <Money amountPence={credit.overlapNetPence} />, format: "numeric" },
      ])}
    />
  );

const Undo = ({ read: { merge, undo }, form }: { readonly read: ReadMerge; readonly form: FormState }) => {
  if (undo.state === "done") return null;
  if (undo.state === "over") {
    return (
      <Paragraph>
        It could be undone until <LondonDate value={merge.undoUntil} />.
      </Paragraph>
    );
  }
  const heading = <h2 class="govuk-heading-m">Undo the merge</h2>;
  if (undo.state === "obstructed") {
    return (
      <>
        {heading}
        <Paragraph>It cannot be undone any more, because things went on since:</Paragraph>
        <ul class="govuk-list govuk-list--bullet">
          {undo.obstacles.map((obstacle) => (
            <li>{obstacle}</li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <>
      {heading}
      <Paragraph>
        You can undo it until <LondonDate value={merge.undoUntil} withTime />. Each has again exactly what it had, and
        credits are void.
      </Paragraph>
      <Form action={`${mergesPath}/${merge.mergeId}/undo`}>
        <Field
          kind="textarea"
          name="reason"
          form={form}
          label="Why is it undone?"
          hint="Staff see it beside the merge. Please name no people."
          rows={3}
        />
        <Button classes="govuk-button--warning" preventDoubleClick>
          Undo the merge
        </Button>
      </Form>
    </>
  );
};

/** One merge: what became of it, and the way back while there is one. */
export const mergePage = (read: ReadMerge, form: FormState, notice?: string): PageReply => ({
  title: `Merge of ${read.merge.fromName} into ${read.merge.intoName}`,
  section: "Organisations",
  layout: "wide",
  breadcrumbs: [
    { content: "Organisations", href: "/console/membership/organisations" },
    { content: "Merged", href: mergesPath },
    { content: read.merge.fromName },
  ],
  ...(notice === undefined ? {} : { notice }),
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">
        {read.merge.fromName} into {read.merge.intoName}
      </h1>
      <Facts merge={read.merge} names={read.names} />
      <Credits merge={read.merge} />
      <Undo read={read} form={form} />
    </>
  ),
});

/** At the address of an organisation that disappeared. */
export const mergedIntoPage = (from: Organisation, into: Organisation, timeline: OrganisationTimeline): PageReply => ({
  title: `${from.name} was merged`,
  section: "Organisations",
  breadcrumbs: [{ content: "Organisations", href: "/console/membership/organisations" }, { content: from.name }],
  body: (
    <>
      <h1 class="govuk-heading-l">{from.name} was merged</h1>
      <Paragraph>
        It is part of <Link href={organisationPath(into.organisationId)}>{into.name}</Link> now: its people, numbers and
        memberships are there.
      </Paragraph>
      {from.mergeId && (
        <Paragraph>
          <Link href={`${mergesPath}/${from.mergeId}`}>What was merged, and how to undo it</Link>
        </Paragraph>
      )}
      <h2 class="govuk-heading-m">What happened before</h2>
      <Timeline items={happenings(timeline)} />
    </>
  ),
});
