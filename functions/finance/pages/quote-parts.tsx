import { pounds } from "@alliance/core";
import { InsetText, LondonDate, ScrollableTable, SummaryList, Tag } from "@alliance/ui";
import type { Invoice, Order } from "../schema.ts";
import { supplier } from "../supplier.ts";
import { isOpen } from "../use-cases/open-quote.ts";
import type { QuotedOrder } from "../use-cases/quote-order.ts";
import { beneficiaryName, money } from "./invoice-parts.tsx";

/** Where a quote stands, in a word. */
export const QuoteState = ({
  order,
  invoice,
  now,
}: {
  readonly order: Order;
  readonly invoice?: Invoice | undefined;
  readonly now: string;
}) => {
  if (invoice || order.state === "invoiced") return <Tag classes="govuk-tag--green">Answered</Tag>;
  if (order.withdrawnAt !== undefined) return <Tag classes="govuk-tag--grey">Withdrawn</Tag>;
  if (!isOpen(order, now)) return <Tag classes="govuk-tag--grey">Run out</Tag>;
  if (order.quote?.revokedAt) return <Tag classes="govuk-tag--orange">Link closed</Tag>;
  return <Tag classes="govuk-tag--yellow">Waiting</Tag>;
};

interface QuoteTableProps {
  readonly orders: readonly Order[];
  readonly base: string;
  readonly now: string;
}

export const QuoteTable = ({ orders, base, now }: QuoteTableProps) => (
  <ScrollableTable
    label="Quotes"
    caption="Quotes, the first to run out first"
    firstCellIsHeader
    head={[
      { content: "Number" },
      { content: "For" },
      { content: "Bill to" },
      { content: "Valid until" },
      { content: "Total", format: "numeric" },
      { content: "State" },
    ]}
    rows={orders.map((order) => [
      {
        content: (
          <a class="govuk-link" href={`${base}/${order.orderId}`}>
            <span class="app-money">{order.quote?.number}</span>
          </a>
        ),
      },
      { content: order.beneficiary.name },
      { content: order.billTo.name },
      { content: order.quote && <LondonDate value={order.quote.validUntil} /> },
      money(order.totalPence),
      { content: <QuoteState order={order} now={now} /> },
    ])}
  />
);

/** Who would pay, for whom, until when. */
export const QuoteFacts = ({ order }: { readonly order: QuotedOrder }) => (
  <SummaryList
    rows={[
      { key: "Quote number", value: order.quote.number },
      { key: "Bill to", value: [order.billTo.name, ...order.billTo.addressLines].join(", ") },
      { key: "For", value: beneficiaryName(order) },
      { key: "Date", value: <LondonDate value={order.quote.issuedOn} /> },
      { key: "Valid until", value: <LondonDate value={order.quote.validUntil} /> },
      { key: "Total", value: pounds(order.totalPence) },
    ]}
  />
);

/** What a finance office needs to set the alliance up as a supplier. */
export const SupplierFacts = () => (
  <SummaryList
    rows={[
      { key: "Name", value: supplier.name },
      { key: "Address", value: supplier.addressLines.join(", ") },
      { key: "Email", value: supplier.email },
      { key: "VAT number", value: supplier.vatNumber },
      { key: "Company number", value: supplier.companyNumber },
      { key: "Charity number", value: supplier.charityNumber },
      { key: "Account name", value: supplier.bank.accountName },
      { key: "Sort code", value: supplier.bank.sortCode },
      { key: "Account number", value: supplier.bank.accountNumber },
    ]}
  />
);

export const NotAnInvoice = () => (
  <InsetText>
    This is a quote (pro-forma), not a VAT invoice. Please do not pay it by bank transfer: the invoice that we issue
    when you answer has the reference to pay by.
  </InsetText>
);
