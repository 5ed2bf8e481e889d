import type { PageReply } from "@alliance/http";
import { Button, Form, type FormState, InsetText, Lines, Money, ScrollableTable, SummaryList } from "@alliance/ui";
import type { TypeContent } from "../schema/membership-type.ts";
import { priceOf } from "../types/price-of.ts";
import { typeIdOf } from "../types/type-id.ts";
import { TypeFields } from "./console-type-fields.tsx";
import { examplesFor, ReasonForm } from "./console-type-preview.tsx";
import { newTypePath } from "./console-types.tsx";
import { Paragraph } from "./school-parts.tsx";
import { addedBy } from "./type-rows.ts";
import { contentRows } from "./type-words.ts";

/** What is usual; who it is for, its price and its VAT have to be said. */
export const blankValues: NonNullable<FormState["values"]> = {
  ...{ covers: "itself", termKind: "academic-year", proRata: "monthly", lateJoinersFrom: "" },
  ...{ graceDays: "30", creditDays: "30", needsApproval: "no" },
};

const section = "Membership types";

/** `copied`: the name of the type that it begins as a copy of. */
export const newTypePage = (form: FormState, copied?: string): PageReply => ({
  title: "Make a new type of membership",
  section,
  backLink: { href: "/console/membership/types", text: "Membership types" },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Make a new type of membership</h1>
      <InsetText>
        {copied ? `It begins as a copy of ${copied}: give it a name of its own and change what is different. ` : ""}
        Nobody can join with it before you put it on sale. You see it whole before it is made.
      </InsetText>
      <Form action={newTypePath} hidden={{ reason: String(form.values?.reason ?? "") }}>
        <TypeFields form={form} added={addedBy(form.values)} isNew />
        <Button>See the new type</Button>
      </Form>
    </>
  ),
});

interface NewTypePreview {
  readonly content: TypeContent;
  readonly today: string;
  readonly form: FormState;
}

const Examples = ({ content, today }: Omit<NewTypePreview, "form">) => {
  const type = { ...content, membershipTypeId: typeIdOf(content.name) ?? "", version: 1 };
  return (
    <ScrollableTable
      label="Example prices"
      caption="What somebody would pay, with VAT"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "Example" }, { content: "Price", format: "numeric" }]}
      rows={examplesFor(content, today).map(({ who, joiner }) => [
        { content: who },
        { content: <Money amountPence={priceOf(type, joiner).totalPence} />, format: "numeric" },
      ])}
    />
  );
};

/** The type as it would be, and what it means in money; nothing is made yet. */
export const newTypePreviewPage = ({ content, today, form }: NewTypePreview): PageReply => ({
  title: "Check the new type of membership",
  section,
  layout: "wide",
  backLink: { href: newTypePath, text: "Begin again" },
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Check the new type</h1>
      <SummaryList rows={contentRows(content).map((row) => ({ key: row.key, value: <Lines of={row.lines} /> }))} />
      <Examples content={content} today={today} />
      <Paragraph>
        In addresses and records it is “{typeIdOf(content.name)}” for ever, also when its name changes. Everything else
        can be changed later.
      </Paragraph>
      <ReasonForm action={newTypePath} form={form} question="Why is there a new type?">
        <Button preventDoubleClick name="step" value="make">
          Make this type
        </Button>
        <Button classes="govuk-button--secondary" name="step" value="change">
          Change it first
        </Button>
      </ReasonForm>
    </>
  ),
});
