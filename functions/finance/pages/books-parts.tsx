import { formatDate, Link, LondonDate, Money, ScrollableTable, Table, Tag } from "@alliance/ui";
import type { Account } from "../ledger/posting.ts";
import { accounts } from "../ledger/posting.ts";
import type { OrderName } from "../name-orders.ts";
import type { CreditReason, FinanceException, LedgerTransaction, Payment } from "../schema.ts";
import type { Movements } from "../use-cases/read-books.ts";
import { creditPath, invoicePath } from "./console-paths.ts";
import { money } from "./invoice-parts.tsx";

const accountNames: Record<Account, string> = {
  bank: "Bank",
  "stripe-clearing": "Stripe clearing",
  debtors: "Debtors",
  "customer-credit": "Customer credit (on account)",
  "refunds-due": "Refunds to be made",
  "vat-output": "VAT output",
  "deferred-income": "Deferred income",
  "income-membership": "Membership income",
  fees: "Payment fees",
};

export const reasons: Record<CreditReason, { readonly title: string; readonly toDo: string }> = {
  "order-expired": { title: "Paid after its time ran out", toDo: "Refund it, or invoice the school for it" },
  "paid-twice": { title: "Paid twice", toDo: "Refund the second payment" },
  overpaid: { title: "Paid too much", toDo: "Refund the rest, or leave it as credit" },
  "amount-short": { title: "Paid too little", toDo: "Ask the school for the rest, or refund it" },
  "unknown-order": { title: "Paid for an order we do not know", toDo: "Find out from Stripe whose it is" },
  "invoice-credited": {
    title: "An invoice it had paid was credited",
    toDo: "Use it for another invoice, or refund it",
  },
  "foreign-currency": { title: "Paid in another currency", toDo: "Refund it in Stripe; it is not in the ledger" },
  "merged-without-invoice": {
    title: "Two memberships became one, and one of them has no invoice of ours",
    toDo: "Find out whether it was paid, and agree with the school what becomes of it",
  },
  "refunded-outside": {
    title: "Refunded in Stripe's own pages",
    toDo: "Find out why, and credit the invoice if it should be; our ledger does not have it",
  },
  "unreadable-session": { title: "Stripe told us of a payment we cannot read", toDo: "Look it up in Stripe" },
};

/** Where one exception is looked at; Stripe's ids are its name. */
const exceptionHref = ({ paymentIntentId, creditId, sessionId }: FinanceException): string =>
  creditId === undefined
    ? `/console/finance/exceptions/one?${new URLSearchParams({ subject: paymentIntentId ?? sessionId })}`
    : creditPath(creditId);

interface ExceptionTableProps {
  readonly exceptions: readonly FinanceException[];
  readonly names: ReadonlyMap<string, OrderName>;
}

export const ExceptionTable = ({ exceptions, names }: ExceptionTableProps) => (
  <ScrollableTable
    label="Exceptions"
    caption="Exceptions"
    firstCellIsHeader
    head={[
      { content: "What" },
      { content: "For" },
      { content: "Since" },
      { content: "On account", format: "numeric" },
      { content: "To do" },
    ]}
    rows={exceptions.map((exception) => [
      {
        content: (
          <>
            {reasons[exception.reason].title}
            <br />
            <span class="govuk-hint">{exception.paymentIntentId ?? exception.sessionId}</span>
          </>
        ),
      },
      { content: names.get(exception.orderId ?? "")?.name ?? "Not known" },
      { content: <LondonDate value={exception.raisedAt} withTime /> },
      {
        content: exception.amountPence === undefined ? "–" : <Money amountPence={exception.amountPence} />,
        format: "numeric",
      },
      {
        content: (
          <a class="govuk-link" href={exceptionHref(exception)}>
            {reasons[exception.reason].toDo}
            <span class="govuk-visually-hidden"> ({exception.paymentIntentId ?? exception.sessionId})</span>
          </a>
        ),
      },
    ])}
  />
);

interface PaymentTableProps {
  readonly payments: readonly Payment[];
  readonly names: ReadonlyMap<string, OrderName>;
}

export const PaymentTable = ({ payments, names }: PaymentTableProps) => (
  <ScrollableTable
    label="Payments"
    caption="Payments"
    firstCellIsHeader
    head={[
      { content: "For" },
      { content: "Received" },
      { content: "Stripe payment" },
      { content: "Invoice" },
      { content: "Amount", format: "numeric" },
      { content: "Fee", format: "numeric" },
      { content: "On account", format: "numeric" },
    ]}
    rows={payments.map((payment) => [
      { content: names.get(payment.orderId)?.name ?? "An order we do not know" },
      { content: <LondonDate value={payment.receivedAt} /> },
      { content: payment.paymentIntentId },
      {
        content: payment.invoiceId ? (
          <Link href={invoicePath({ invoiceId: payment.invoiceId })}>
            <span class="app-money">{names.get(payment.orderId)?.invoiceNumber ?? "Invoice"}</span>
          </Link>
        ) : (
          <Tag classes="govuk-tag--red">None</Tag>
        ),
      },
      money(payment.amountPence),
      payment.feePence === undefined ? { content: "not yet known", format: "numeric" } : money(payment.feePence),
      money(payment.onAccountPence),
    ])}
  />
);

/** "2026-11" → "November 2026". */
export const monthName = (period: string): string => formatDate(`${period}-01`).replace(/^1 /, "");

/** Debits and credits of a month; both columns come to the same, or something is very wrong. */
export const MovementTable = ({ movements, period }: { readonly movements: Movements; readonly period: string }) => {
  const moved = accounts.filter((account) => movements[account] !== 0);
  const sums = moved.map((account) => movements[account]);
  const debitPence = sums.reduce((total, each) => total + Math.max(0, each), 0);
  const creditPence = sums.reduce((total, each) => total - Math.min(0, each), 0);
  return (
    <Table
      stacks
      caption={`What each account moved in ${monthName(period)}`}
      firstCellIsHeader
      head={[{ content: "Account" }, { content: "Debit", format: "numeric" }, { content: "Credit", format: "numeric" }]}
      rows={[
        ...moved.map((account) => [
          { content: accountNames[account] },
          movements[account] > 0 ? money(movements[account]) : { content: "" },
          movements[account] < 0 ? money(-movements[account]) : { content: "" },
        ]),
        [{ content: "Total" }, money(debitPence), money(creditPence)],
      ]}
    />
  );
};

export const LedgerTable = ({ transactions }: { readonly transactions: readonly LedgerTransaction[] }) => (
  <ScrollableTable
    label="Ledger transactions"
    caption="Ledger transactions"
    head={[
      { content: "Posted" },
      { content: "Account" },
      { content: "Debit", format: "numeric" },
      { content: "Credit", format: "numeric" },
      { content: "Evidence" },
    ]}
    rows={transactions.flatMap(({ postings, postedAt, evidence }) =>
      postings.map(({ account, amountPence }, index) => [
        { content: index === 0 ? <LondonDate value={postedAt} withTime /> : "" },
        { content: accountNames[account] },
        amountPence > 0 ? money(amountPence) : { content: "" },
        amountPence < 0 ? money(-amountPence) : { content: "" },
        { content: index === 0 ? [evidence.documentNumber, evidence.paymentIntentId].filter(Boolean).join(" · ") : "" },
      ]),
    )}
  />
);
