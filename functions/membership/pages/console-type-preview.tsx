import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, Field, Form, type FormState, Lines, Money, ScrollableTable, Table } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { MembershipType, TypeContent } from "../schema/membership-type.ts";
import { typeOf } from "../schema/membership-type.ts";
import { type Joiner, priceOf } from "../types/price-of.ts";
import type { TypeHistory } from "../use-cases/read-membership-types.ts";
import { Paragraph } from "./school-parts.tsx";
import { contentRows } from "./type-words.ts";

interface Example {
  readonly who: string;
  readonly joiner: Joiner;
}

const schoolSizes: readonly [string, number][] = [
  ["A small primary school, 120 pupils", 120],
  ["A large primary school, 650 pupils", 650],
  ["A secondary school, 1,400 pupils", 1_400],
];

const trustSizes: readonly number[] = [3, 12, 60];

/** Three who might join today; where size is no matter, one that joins today, in January and in June. */
export function examplesFor(type: TypeContent, today: string): readonly Example[] {
  const kind = type.eligibleKinds[0] ?? "school";
  if (kind === "school") return schoolSizes.map(([who, pupils]) => ({ who, joiner: { kind, pupils, joinsOn: today } }));
  if (kind === "trust" || kind === "local-authority") {
    return trustSizes.map((schools) => ({
      who: `One with ${schools} schools`,
      joiner: { kind, schools, joinsOn: today },
    }));
  }
  const next = Number(today.slice(0, 4)) + 1;
  return [
    { who: "Joining today", joiner: { kind, joinsOn: today } },
    { who: `Joining on 10 January ${next}`, joiner: { kind, joinsOn: `${next}-01-10` } },
    { who: `Joining on 10 June ${next}`, joiner: { kind, joinsOn: `${next}-06-10` } },
  ];
}

const Differences = ({ before, after }: { readonly before: TypeContent; readonly after: TypeContent }) => {
  const [old, now] = [contentRows(before), contentRows(after)];
  const changed = now.flatMap((row, at) => {
    const was = old[at]?.lines ?? [];
    return row.lines.join("\n") === was.join("\n") ? [] : [{ key: row.key, was, is: row.lines }];
  });
  if (changed.length === 0) return <Paragraph>Nothing: it is as it was.</Paragraph>;
  return (
    <Table
      stacks
      caption="What changes"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "What" }, { content: "Now" }, { content: "From now on" }]}
      rows={changed.map(({ key, was, is }) => [
        { content: key },
        { content: <Lines of={was} /> },
        { content: <Lines of={is} /> },
      ])}
    />
  );
};

interface ExamplesProps {
  readonly before: MembershipType;
  readonly after: MembershipType;
  readonly today: string;
}

const Examples = ({ before, after, today }: ExamplesProps) => (
  <ScrollableTable
    label="Example prices"
    caption="What somebody would pay, with VAT"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { content: "Example" },
      { content: "Now", format: "numeric" },
      { content: "From now on", format: "numeric" },
    ]}
    rows={examplesFor(after, today).map(({ who, joiner }) => [
      { content: who },
      { content: <Money amountPence={priceOf(before, joiner).totalPence} />, format: "numeric" },
      { content: <Money amountPence={priceOf(after, joiner).totalPence} />, format: "numeric" },
    ])}
  />
);

/** How many memberships stay as they are. */
export const soldWords = (sold: number): string =>
  sold === 0
    ? "No membership in force was sold with it yet."
    : `Memberships already sold: ${sold.toLocaleString("en-GB")}, unchanged. Each keeps the version it was sold with.`;

interface Preview {
  readonly history: TypeHistory;
  readonly content: TypeContent;
  readonly today: string;
  readonly form: FormState;
}

/** What was typed, carried on to the next form. */
const Typed = ({ values }: { readonly values: FormState["values"] }) =>
  Object.entries(values ?? {})
    .filter(([name]) => !["reason", "step"].includes(name))
    .flatMap(([name, value]) =>
      [value].flat().map((each) => <input type="hidden" name={name} value={each === undefined ? "" : String(each)} />),
    );

interface ReasonProps {
  readonly action: string;
  readonly form: FormState;
  readonly question: string;
  readonly children: Child;
}

/** What was typed, why, and the buttons: the last step of a change and of a new type. */
export const ReasonForm = ({ action, form, question, children }: ReasonProps) => (
  <Form action={action}>
    <Typed values={form.values} />
    <Field
      kind="textarea"
      name="reason"
      form={form}
      label={{ content: question, classes: "govuk-label--m" }}
      hint="Staff see it beside the version"
      rows={3}
    />
    <ButtonGroup>{children}</ButtonGroup>
  </Form>
);

/** Old and new side by side, what it means in money, and the reason; nothing is published yet. */
export function typePreviewPage({ history, content, today, form }: Preview): PageReply {
  const { current, sold } = history;
  const path = `/console/membership/types/${current.membershipTypeId}`;
  const before = typeOf(current);
  const after = typeOf({ ...current, content });
  return {
    title: `Check the change of ${current.content.name}`,
    section: "Membership types",
    layout: "wide",
    backLink: { href: `${path}/edit`, text: "Begin again" },
    errors: form.errors,
    body: (
      <>
        <h1 class="govuk-heading-l">Check what changes</h1>
        <Differences before={current.content} after={content} />
        <Examples before={before} after={after} today={today} />
        <Paragraph>{soldWords(sold)}</Paragraph>
        <ReasonForm action={`${path}/publish`} form={form} question="Why is it changed?">
          <Button preventDoubleClick>Publish version {current.version + 1}</Button>
          <Button classes="govuk-button--secondary" name="step" value="change">
            Change it again
          </Button>
        </ReasonForm>
      </>
    ),
  };
}
