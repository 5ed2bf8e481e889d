import { pounds } from "@alliance/core";
import { creditNoteReasons } from "@alliance/documents/credit-note";
import {
  Button,
  errorOf,
  Form,
  type FormState,
  Input,
  InsetText,
  LondonDate,
  legend,
  Radios,
  ScrollableTable,
  SummaryList,
  Textarea,
  valueTyped,
} from "@alliance/ui";
import type { CreditPlan, LineLeft } from "../crediting/plan-credit-note.ts";
import type { CreditNote, Invoice } from "../schema.ts";
import { reasonsToChoose } from "../use-cases/raise-credit-note.ts";
import { invoicePath } from "./console-paths.ts";
import { money } from "./invoice-parts.tsx";
import { LinesTable } from "./line-parts.tsx";

export const CreditNoteTable = ({ notes }: { readonly notes: readonly CreditNote[] }) => (
  <ScrollableTable
    label="Credit notes"
    caption="Credit notes, newest first"
    firstCellIsHeader
    head={[
      { content: "Number" },
      { content: "For" },
      { content: "Invoice" },
      { content: "Issued" },
      { content: "Why" },
      { content: "Taken off", format: "numeric" },
    ]}
    rows={notes.map(({ document }) => [
      { content: <span class="app-money">{document.number}</span> },
      { content: document.beneficiary.name },
      {
        content: (
          <a class="govuk-link" href={invoicePath(document)}>
            <span class="app-money">{document.invoiceNumber}</span>
          </a>
        ),
      },
      { content: <LondonDate value={document.issuedOn} /> },
      { content: creditNoteReasons[document.reason] },
      money(document.totalPence),
    ])}
  />
);

/** 12050 → "120.50", as somebody would type it. */
const typedAmount = (amountPence: number): string => pounds(Math.abs(amountPence)).replace(/[£,]/g, "");

interface WishFormProps {
  readonly invoice: Invoice;
  readonly left: readonly LineLeft[];
  readonly form: FormState;
}

export const WishForm = ({ invoice, left, form }: WishFormProps) => (
  <Form action={`${invoicePath(invoice)}/credit`}>
    <h2 class="govuk-heading-m">How much of each line, before VAT</h2>
    {left
      .filter(({ netPence }) => netPence !== 0)
      .map(({ invoiceLine, line, netPence }) => (
        <Input
          name={`line-${invoiceLine}`}
          label={line.description}
          hint={`Up to ${pounds(netPence)}; enter 0 to leave this line as it is. Its VAT follows.`}
          prefix="£"
          inputmode="decimal"
          classes="govuk-input--width-10"
          value={valueTyped(form, `line-${invoiceLine}`) ?? typedAmount(netPence)}
          errorMessage={errorOf(form, `line-${invoiceLine}`)}
        />
      ))}
    <Radios
      name="reason"
      fieldset={legend("Why is it credited?")}
      hint="Whoever gets the credit note reads this on it"
      value={valueTyped(form, "reason")}
      errorMessage={errorOf(form, "reason")}
      items={reasonsToChoose.map((reason) => ({ value: reason, content: creditNoteReasons[reason] }))}
    />
    <Textarea
      name="note"
      label="A note for ourselves"
      hint="Who agreed to it, and when. It is kept with the credit note and not printed on it."
      rows={3}
      value={valueTyped(form, "note")}
      errorMessage={errorOf(form, "note")}
    />
    <Button name="step" value="preview">
      See what follows
    </Button>
  </Form>
);

/** What becomes of the money, in a sentence. */
const followsOf = (invoice: Invoice, { freedPence, outstandingPence }: CreditPlan): string => {
  const owed =
    outstandingPence > 0
      ? `${pounds(outstandingPence)} of invoice ${invoice.number} is then still to pay.`
      : `Nothing is then left to pay of invoice ${invoice.number}.`;
  if (freedPence === 0) return owed;
  return `${owed} ${pounds(freedPence)} was paid already: it becomes money on account, for another invoice or to be given back.`;
};

interface PreviewProps {
  readonly invoice: Invoice;
  readonly plan: CreditPlan;
  readonly reason: keyof typeof creditNoteReasons;
  readonly note: string;
  /** What was typed, for the form that confirms it and the one that changes it. */
  readonly typed: Readonly<Record<string, string>>;
  readonly once: Readonly<Record<string, string>>;
}

export const Preview = ({ invoice, plan, reason, note, typed, once }: PreviewProps) => (
  <>
    <InsetText>{followsOf(invoice, plan)}</InsetText>
    <SummaryList
      rows={[
        { key: "Invoice", value: invoice.number },
        { key: "Bill to", value: invoice.billToName },
        { key: "For", value: invoice.beneficiaryName },
        { key: "Why", value: creditNoteReasons[reason] },
        { key: "Our note", value: note },
      ]}
    />
    <LinesTable lines={plan.lines} caption="What is taken back" totalName="Total credited" />
    <p class="govuk-body">
      It gets its number and is sent by email as soon as you issue it. It cannot be changed or taken back afterwards.
    </p>
    <div class="govuk-button-group">
      <Form action={`${invoicePath(invoice)}/credit/issue`} hidden={{ ...typed, step: "raise", ...once }}>
        <Button preventDoubleClick>{`Issue the credit note over ${pounds(plan.totalPence)}`}</Button>
      </Form>
      <Form action={`${invoicePath(invoice)}/credit`} hidden={{ ...typed, step: "change" }}>
        <Button classes="govuk-button--secondary">Change it</Button>
      </Form>
    </div>
  </>
);
