import type { InvoiceDocument } from "@alliance/documents/invoice";
import { LondonDate, Money, ScrollableTable, SummaryList, Table, Tag } from "@alliance/ui";
import { creditedPence, isSettled, outstandingPence } from "../outstanding.ts";
import type { Invoice } from "../schema.ts";
import { LinesTable } from "./line-parts.tsx";

/** Credited, paid, part paid, due, or overdue on a London day. */
export const InvoiceState = ({ invoice, today }: { readonly invoice: Invoice; readonly today: string }) => {
  if (creditedPence(invoice) === invoice.totalPence && invoice.totalPence > 0) {
    return <Tag classes="govuk-tag--grey">Credited</Tag>;
  }
  if (isSettled(invoice)) return <Tag classes="govuk-tag--green">Paid</Tag>;
  if (invoice.dueOn < today) return <Tag classes="govuk-tag--red">Overdue</Tag>;
  return <Tag classes="govuk-tag--yellow">{invoice.paidPence > 0 ? "Part paid" : "Due"}</Tag>;
};

export const money = (amountPence: number) =>
  ({ content: <Money amountPence={amountPence} />, format: "numeric" }) as const;

interface InvoiceTableProps {
  readonly caption: string;
  readonly invoices: readonly Invoice[];
  readonly today: string;
  readonly hrefOf: (invoice: Invoice) => string;
}

export const InvoiceTable = ({ caption, invoices, today, hrefOf }: InvoiceTableProps) => (
  <ScrollableTable
    label={caption}
    caption={caption}
    firstCellIsHeader
    head={[
      { content: "Number" },
      { content: "For" },
      { content: "Issued" },
      { content: "Due" },
      { content: "Total", format: "numeric" },
      { content: "State" },
    ]}
    rows={invoices.map((invoice) => [
      {
        content: (
          <a class="govuk-link" href={hrefOf(invoice)}>
            <span class="app-money">{invoice.number}</span>
          </a>
        ),
      },
      { content: invoice.beneficiaryName },
      { content: <LondonDate value={invoice.issuedOn} /> },
      { content: <LondonDate value={invoice.dueOn} /> },
      money(invoice.totalPence),
      { content: <InvoiceState invoice={invoice} today={today} /> },
    ])}
  />
);

export const beneficiaryName = ({ beneficiary: { name, urn } }: Pick<InvoiceDocument, "beneficiary">): string =>
  urn === undefined ? name : `${name} (URN ${urn})`;

/** The document's facts as rows: who pays, for whom, by when. */
export const DocumentFacts = ({
  invoice,
  document,
}: {
  readonly invoice: Invoice;
  readonly document: InvoiceDocument;
}) => (
  <SummaryList
    rows={[
      { key: "Bill to", value: [document.billTo.name, ...document.billTo.addressLines].join(", ") },
      { key: "For", value: beneficiaryName(document) },
      document.purchaseOrderNumber !== undefined && { key: "Purchase order", value: document.purchaseOrderNumber },
      { key: "Issued", value: <LondonDate value={document.issuedOn} /> },
      { key: "Due", value: <LondonDate value={document.dueOn} /> },
      { key: "Total", value: <Money amountPence={document.totalPence} /> },
      creditedPence(invoice) > 0 && {
        key: "Credited",
        value: (
          <>
            <Money amountPence={creditedPence(invoice)} />
            {` by ${(invoice.creditings ?? []).map(({ number }) => number).join(", ")}`}
          </>
        ),
      },
      { key: "Paid", value: <Money amountPence={invoice.paidPence} /> },
      { key: "To pay", value: <Money amountPence={outstandingPence(invoice)} /> },
    ]}
  />
);

export const DocumentLines = ({ document }: { readonly document: InvoiceDocument }) => (
  <LinesTable lines={document.lines} caption="What it is for" />
);

/** The credit notes of an invoice, with their papers. */
export const CreditNotes = ({ invoice }: { readonly invoice: Invoice }) => {
  const { invoiceId, creditings = [] } = invoice;
  if (creditings.length === 0) return null;
  return (
    <Table
      stacks
      caption="Credit notes"
      firstCellIsHeader
      head={[{ content: "Number" }, { content: "Date" }, { content: "Taken off, with VAT", format: "numeric" }]}
      rows={creditings.map(({ creditNoteId, number, issuedOn, totalPence }) => [
        {
          content: (
            <a class="govuk-link" href={`/portal/invoices/${invoiceId}/credit-notes/${creditNoteId}/credit-note.pdf`}>
              <span class="app-money">{number}</span> (PDF)
            </a>
          ),
        },
        { content: <LondonDate value={issuedOn} /> },
        money(totalPence),
      ])}
    />
  );
};
