import type { PageReply } from "@alliance/http";
import {
  Button,
  Field,
  Form,
  type FormState,
  InsetText,
  Lines,
  Link,
  LondonDate,
  legend,
  Money,
  SummaryList,
  Table,
  WarningText,
} from "@alliance/ui";
import { roleNames } from "../schema/invitation.ts";
import type { Term } from "../schema/term.ts";
import type { MergePreview, MergeQuestion } from "../use-cases/preview-merge.ts";
import { mergePath } from "./console-merge-choose.tsx";
import { Dates, Paragraph } from "./school-parts.tsx";

const causeItems = [
  {
    value: "duplicate",
    content: "The same organisation was entered twice",
    hint: "Every day that both have paid for is a credit",
  },
  {
    value: "became-one",
    content: "Two organisations have become one",
    hint: "Both used what they paid for until now: days from today on are a credit",
  },
];

const Cause = ({ question }: { readonly question: MergeQuestion }) => (
  <Form method="get" action={mergePath(question.fromOrganisationId, question.intoOrganisationId)}>
    <Field
      kind="radios"
      name="because"
      form={{ values: { because: question.because } }}
      fieldset={legend("Why are there two?")}
      items={causeItems}
    />
    <Button classes="govuk-button--secondary">Show what that means</Button>
  </Form>
);

const termRow = (term: Term, what: unknown) => [
  { content: term.membershipTypeName },
  { content: <Dates from={term.startsOn} until={term.endsOn} /> },
  { content: what as string },
];

const Terms = ({ preview: { plan, facts } }: { readonly preview: MergePreview }) => {
  const { name } = facts.into.organisation.data;
  const rows = [
    ...facts.into.terms.map(({ data }) => termRow(data, `${name} has it already: it stays`)),
    ...plan.moved.map((term) => termRow(term, `Goes on as ${name}’s`)),
    ...plan.credits.map((credit) => [
      { content: credit.membershipTypeName },
      { content: <Dates from={credit.startsOn} until={credit.endsOn} /> },
      {
        content: (
          <>
            Paid twice for {credit.overlapDays} of {credit.termDays} days: a credit of{" "}
            <Money amountPence={credit.overlapNetPence} /> net
          </>
        ),
      },
    ]),
    ...plan.continued.map((term) => termRow(term, `The rest goes on as ${name}’s`)),
  ];
  if (rows.length === 0) return <Paragraph>Neither has a membership, so there is nothing to credit.</Paragraph>;
  return (
    <Table
      stacks
      caption="Memberships"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "Membership" }, { content: "Dates" }, { content: "What happens" }]}
      rows={rows}
    />
  );
};

interface PreviewProps {
  readonly question: MergeQuestion;
  readonly preview: MergePreview;
  readonly names: ReadonlyMap<string, string>;
  readonly form: FormState;
  readonly hidden: Readonly<Record<string, string>>;
}

const listed = (items: readonly string[], none: string) => (items.length === 0 ? none : <Lines of={items} />);

const Moves = ({ preview: { plan, facts }, names }: Pick<PreviewProps, "preview" | "names">) => (
  <SummaryList
    rows={[
      {
        key: "Numbers",
        value: listed(
          plan.numbers.map(({ scheme, value }) => `${scheme.toUpperCase()} ${value}`),
          "None",
        ),
      },
      { key: "Former names", value: listed(plan.names, "None") },
      {
        key: "People",
        value: listed(
          facts.from.people.map(
            ({ data }) =>
              `${names.get(data.personId) ?? "Name not known any more"}, ${roleNames[data.role].toLowerCase()}`,
          ),
          "Nobody",
        ),
      },
      { key: "Invited, not joined yet", value: String(facts.from.contacts.length) },
      { key: "Ask to belong, not answered yet", value: String(facts.from.requests.length) },
      { key: "Stays as it is", value: "Invoices and letters of the past keep the name and the number of their day" },
    ]}
  />
);

const Obstacles = ({ obstacles }: { readonly obstacles: readonly string[] }) => (
  <>
    <WarningText iconFallbackText="Warning">This cannot be done now.</WarningText>
    <ul class="govuk-list govuk-list--bullet">
      {obstacles.map((obstacle) => (
        <li>{obstacle}</li>
      ))}
    </ul>
  </>
);

const Confirm = ({ preview, question, form, hidden }: PreviewProps) => {
  const { fromOrganisationId, intoOrganisationId, because } = question;
  return (
    <Form
      action={mergePath(fromOrganisationId, intoOrganisationId)}
      hidden={{ ...hidden, because, seen: preview.seen }}
    >
      <Field
        kind="textarea"
        name="reason"
        form={form}
        label={{ content: "Why are they merged?", classes: "govuk-label--m" }}
        hint="Staff see it beside the merge. Please name no people."
        rows={3}
      />
      <Button classes="govuk-button--warning" preventDoubleClick>
        Merge them
      </Button>
    </Form>
  );
};

/** What would happen, and the button that does it; nothing has happened yet. */
export function previewMergePage(props: PreviewProps): PageReply {
  const { question, preview, form } = props;
  const { facts, plan } = preview;
  const [from, into] = [facts.from.organisation.data, facts.into.organisation.data];
  const isPossible = plan.obstacles.length === 0;
  return {
    title: `Merge ${from.name} into ${into.name}`,
    section: "Organisations",
    layout: "wide",
    backLink: { href: mergePath(from.organisationId), text: "Choose another organisation" },
    errors: form.errors,
    ...(isPossible || form.errors?.length ? {} : { status: 409 }),
    body: (
      <>
        <h1 class="govuk-heading-l">
          Merge {from.name} into {into.name}
        </h1>
        <InsetText>
          {from.name} disappears from lists, and its address leads to {into.name}. Registered with us on{" "}
          <LondonDate value={from.registeredAt} /> and on <LondonDate value={into.registeredAt} />.{" "}
          <Link href={mergePath(into.organisationId, from.organisationId)}>Keep {from.name} instead</Link>
        </InsetText>
        {!isPossible && <Obstacles obstacles={plan.obstacles} />}
        {isPossible && <Cause question={question} />}
        <h2 class="govuk-heading-m">What moves to {into.name}</h2>
        <Moves preview={preview} names={props.names} />
        <Terms preview={preview} />
        {isPossible && <Confirm {...props} />}
      </>
    ),
  };
}
