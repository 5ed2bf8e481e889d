import { londonDateOf, pounds } from "@alliance/core";
import {
  Button,
  EmptyState,
  errorOf,
  Form,
  type FormState,
  formatDate,
  Input,
  LondonDate,
  Radios,
  ScrollableTable,
  SummaryList,
  Textarea,
  valueTyped,
} from "@alliance/ui";
import { outstandingPence } from "../outstanding.ts";
import type { Credit, Invoice } from "../schema.ts";
import { reasons } from "./books-parts.tsx";
import { invoicePath, organisationPath } from "./console-paths.ts";
import { money } from "./invoice-parts.tsx";
import { SendingLine, sendingWords } from "./refund-parts.tsx";

const base = "/console/finance/on-account";
const dayMilliseconds = 24 * 3600 * 1000;

/** "today", "1 day", "12 days". */
export function ageOf(since: string, now: string): string {
  const days = Math.round((Date.parse(londonDateOf(now)) - Date.parse(londonDateOf(since))) / dayMilliseconds);
  if (days === 0) return "today";
  return days === 1 ? "1 day" : `${days} days`;
}

interface CreditTableProps {
  readonly caption: string;
  readonly credits: readonly Credit[];
  /** Names by the actor's id. */
  readonly names: ReadonlyMap<string, string>;
  readonly now: string;
}

export const CreditTable = ({ caption, credits, names, now }: CreditTableProps) => (
  <ScrollableTable
    label={caption}
    caption={caption}
    firstCellIsHeader
    head={[
      { content: "For" },
      { content: "Why" },
      { content: "Age" },
      { content: "Looked after by" },
      { content: "Arrived", format: "numeric" },
      { content: "On account", format: "numeric" },
    ]}
    rows={credits.map((credit) => [
      {
        content: (
          <a class="govuk-link" href={`${base}/${credit.creditId}`}>
            {credit.organisationName ?? "Nobody we know"}
            <span class="govuk-visually-hidden"> ({credit.paymentIntentId})</span>
          </a>
        ),
      },
      { content: credit.remainingPence === 0 ? sendingWords(credit) : reasons[credit.reason].title },
      { content: ageOf(credit.receivedAt, now) },
      { content: credit.owner ? (names.get(credit.owner) ?? "Somebody") : "Nobody yet" },
      money(credit.amountPence),
      money(credit.remainingPence),
    ])}
  />
);

export const CreditFacts = ({
  credit,
  names,
  now,
}: Omit<CreditTableProps, "caption" | "credits"> & { credit: Credit }) => (
  <SummaryList
    rows={[
      {
        key: "For",
        value: credit.organisationId ? (
          <a class="govuk-link" href={organisationPath(credit.organisationId)}>
            {credit.organisationName ?? "The organisation"}
          </a>
        ) : (
          "Nobody we know"
        ),
      },
      { key: "Why", value: reasons[credit.reason].title },
      credit.creditNoteNumber !== undefined && { key: "Credit note", value: credit.creditNoteNumber },
      {
        key: credit.creditNoteNumber ? "On account since" : "Arrived",
        value: <LondonDate value={credit.receivedAt} withTime />,
      },
      { key: "Age", value: ageOf(credit.receivedAt, now) },
      { key: "Stripe payment", value: credit.paymentIntentId },
      credit.refund?.sending?.refundId !== undefined && { key: "Stripe refund", value: credit.refund.sending.refundId },
      { key: "Amount without an invoice", value: pounds(credit.amountPence) },
      { key: "Still on account", value: pounds(credit.remainingPence) },
      { key: "Looked after by", value: credit.owner ? (names.get(credit.owner) ?? "Somebody") : "Nobody yet" },
    ]}
  />
);

export const CreditHistory = ({
  credit,
  names,
}: {
  readonly credit: Credit;
  readonly names: ReadonlyMap<string, string>;
}) => {
  const { allocations, refund } = credit;
  const who = (id: string) => names.get(id) ?? "Somebody";
  if (allocations.length === 0 && refund === undefined) return null;
  return (
    <>
      <h2 class="govuk-heading-m">What was done</h2>
      <ul class="govuk-list govuk-list--bullet">
        {allocations.map(({ invoiceId, invoiceNumber, amountPence, at, by }) => (
          <li>
            {`${pounds(amountPence)} to invoice `}
            <a class="govuk-link" href={invoicePath({ invoiceId })}>
              {invoiceNumber}
            </a>
            {", by "}
            {who(by)}, <LondonDate value={at} withTime />
          </li>
        ))}
        {refund && (
          <li>
            {`Refund of ${pounds(refund.amountPence)} asked for by ${who(refund.requestedBy)}, `}
            <LondonDate value={refund.requestedAt} withTime />: {refund.reason}
          </li>
        )}
        {refund?.decidedBy && refund.decidedAt && (
          <li>
            {`${refund.state === "approved" ? "Approved" : "Refused"} by ${who(refund.decidedBy)}, `}
            <LondonDate value={refund.decidedAt} withTime />: {refund.decision}
          </li>
        )}
        <SendingLine credit={credit} who={who} />
      </ul>
    </>
  );
};

interface ActProps {
  readonly credit: Credit;
  readonly once: Readonly<Record<string, string>>;
  readonly form: FormState;
}

export const AllocateForm = ({ credit, once, form, open }: ActProps & { readonly open: readonly Invoice[] }) => {
  if (open.length === 0) {
    return (
      <EmptyState title="No open invoice">{`${credit.organisationName ?? "Nobody"} owes us nothing just now.`}</EmptyState>
    );
  }
  return (
    <Form action={`${base}/${credit.creditId}/allocate`} hidden={once}>
      <Radios
        name="invoiceId"
        fieldset={{ legend: { content: "Which invoice does it pay?", classes: "govuk-fieldset__legend--s" } }}
        value={valueTyped(form, "invoiceId") ?? (open.length === 1 ? open[0]?.invoiceId : undefined)}
        errorMessage={errorOf(form, "invoiceId")}
        items={open.map((invoice) => ({
          value: invoice.invoiceId,
          content: `${invoice.number}: ${pounds(outstandingPence(invoice))} to pay`,
          hint: `Due ${formatDate(invoice.dueOn)}`,
        }))}
      />
      <Input
        name="amount"
        label="Amount in pounds"
        hint="Leave it empty for as much as fits"
        prefix="£"
        inputmode="decimal"
        classes="govuk-input--width-5"
        value={valueTyped(form, "amount")}
        errorMessage={errorOf(form, "amount")}
      />
      <Button preventDoubleClick>Use it for this invoice</Button>
    </Form>
  );
};

export const RefundForm = ({ credit, once, form }: ActProps) => (
  <Form action={`${base}/${credit.creditId}/refund`} hidden={once}>
    <Textarea
      name="reason"
      label={`Why should ${pounds(credit.remainingPence)} be given back?`}
      hint="Somebody else of the finance team decides"
      rows={3}
      value={valueTyped(form, "reason")}
      errorMessage={errorOf(form, "reason")}
    />
    <Button classes="govuk-button--secondary" preventDoubleClick>
      Ask for a refund
    </Button>
  </Form>
);

export const DecisionForm = ({ credit, once, form }: ActProps) => (
  <Form action={`${base}/${credit.creditId}/decision`} hidden={once}>
    <Radios
      name="decision"
      fieldset={{
        legend: {
          content: `Give ${pounds(credit.refund?.amountPence ?? 0)} back?`,
          classes: "govuk-fieldset__legend--s",
        },
      }}
      value={valueTyped(form, "decision")}
      errorMessage={errorOf(form, "decision")}
      items={[
        { value: "approve", content: "Approve: it goes back to the card it came from" },
        { value: "refuse", content: "Refuse: it stays on account" },
      ]}
    />
    <Textarea
      name="reason"
      label="Why"
      rows={3}
      value={valueTyped(form, "reason")}
      errorMessage={errorOf(form, "reason")}
    />
    <Button preventDoubleClick>Decide</Button>
  </Form>
);
