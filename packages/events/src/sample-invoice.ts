import type { CreditNoteDocument } from "@alliance/documents/credit-note";
import type { InvoiceDocument } from "@alliance/documents/invoice";
import type { QuoteDocument } from "@alliance/documents/quote";

/** An invoice that the catalogue, the contract tests and the e-mail previews show. */
export const sampleInvoice: InvoiceDocument = {
  invoiceId: "inv_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  number: "INV-000001",
  kind: "invoice",
  issuedOn: "2026-11-21",
  dueOn: "2026-12-21",
  status: "due",
  supplier: {
    name: "The Partnerships Alliance",
    addressLines: ["1 Example Street", "London", "N1 0AA"],
    vatNumber: "GB 000 0000 00",
    companyNumber: "00000000",
    charityNumber: "0000000",
    bank: { accountName: "The Partnerships Alliance", sortCode: "00-00-00", accountNumber: "00000000" },
  },
  billTo: { name: "Harbour View Primary School", addressLines: ["Quay Street", "Seaham", "SR7 0AA"] },
  beneficiary: { name: "Harbour View Primary School", urn: "900001" },
  purchaseOrderNumber: "PO-4711",
  lines: [
    {
      description: "School membership, academic year 2026-27",
      serviceFrom: "2026-11-21",
      serviceTo: "2027-08-31",
      quantity: 1,
      unitAmountPence: 25000,
      netPence: 25000,
      vatTreatment: "standard",
      vatRatePercent: 20,
      vatPence: 5000,
    },
  ],
  netPence: 25000,
  vatPence: 5000,
  totalPence: 30000,
};

const { supplier, billTo, beneficiary, lines, netPence, vatPence, totalPence } = sampleInvoice;

/** A quote of the same. */
export const sampleQuote: QuoteDocument = {
  number: "QUO-000001",
  kind: "quote",
  issuedOn: "2026-11-21",
  validUntil: "2027-01-20",
  creditDays: 30,
  supplier,
  billTo,
  beneficiary,
  lines,
  netPence,
  vatPence,
  totalPence,
};

/** A credit note over a fifth of it. */
export const sampleCreditNote: CreditNoteDocument = {
  creditNoteId: "cdn_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  number: "CN-000001",
  kind: "credit-note",
  issuedOn: "2026-11-21",
  invoiceId: sampleInvoice.invoiceId,
  invoiceNumber: sampleInvoice.number,
  invoiceIssuedOn: sampleInvoice.issuedOn,
  reason: "agreed-reduction",
  supplier,
  billTo,
  beneficiary,
  lines: lines.map((line) => ({
    ...line,
    ...{ invoiceLine: 1, unitAmountPence: 5000, netPence: 5000, vatPence: 1000 },
  })),
  netPence: 5000,
  vatPence: 1000,
  totalPence: 6000,
};
