import type { CreditNoteDocument } from "./credit-note.ts";
import type { InvoiceDocument } from "./invoice.ts";
import { priceLine, totalsOf } from "./vat.ts";

/** An invoice that holds together, for tests; lines beyond the first by `extraLines`. */
export function sampleInvoice(changes: Partial<InvoiceDocument> = {}, extraLines = 0): InvoiceDocument {
  const membership = priceLine({
    description: "School membership, one year",
    serviceFrom: "2026-09-01",
    serviceTo: "2027-08-31",
    quantity: 1,
    unitAmountPence: 40_000,
    vatTreatment: "standard",
  });
  const more = Array.from({ length: extraLines }, (_, index) =>
    priceLine({
      description: `Leading partnerships, day ${index + 1}: twilight workshop with materials for the whole senior team`,
      serviceFrom: "2026-11-12",
      quantity: (index % 3) + 1,
      unitAmountPence: 12_333 + index,
      vatTreatment: index % 4 === 3 ? "exempt" : "standard",
    }),
  );
  const lines = [membership, ...more];
  return {
    invoiceId: "inv_01JD0000000000000000000000",
    number: "PA-2026-00042",
    kind: "invoice",
    issuedOn: "2026-09-01",
    dueOn: "2026-10-01",
    status: "due",
    supplier: {
      name: "The Partnerships Alliance",
      addressLines: ["12 Priory Walk", "Leeds", "LS2 8JT"],
      vatNumber: "GB 000 0000 00",
      companyNumber: "00000000",
      charityNumber: "0000000",
      bank: { accountName: "The Partnerships Alliance", sortCode: "00-00-00", accountNumber: "00000000" },
      email: "finance@partnerships.example",
    },
    billTo: { name: "Ysgol Tŷ Ffynnon", addressLines: ["Heol y Dŵr", "Abertawe", "SA1 1AA"] },
    beneficiary: { name: "Ysgol Tŷ Ffynnon", urn: "123456" },
    lines,
    ...totalsOf(lines),
    ...changes,
  };
}

/** A credit note over a quarter of that invoice. */
export function sampleCreditNote(changes: Partial<CreditNoteDocument> = {}): CreditNoteDocument {
  const { invoiceId, number, issuedOn, supplier, billTo, beneficiary, lines: invoiced } = sampleInvoice();
  const lines = invoiced.map((line, index) => ({
    ...priceLine({ ...line, unitAmountPence: line.unitAmountPence / 4 }),
    invoiceLine: index + 1,
  }));
  return {
    creditNoteId: "cdn_01JD0000000000000000000000",
    number: "CN-000042",
    kind: "credit-note",
    issuedOn: "2026-11-01",
    ...{ invoiceId, invoiceNumber: number, invoiceIssuedOn: issuedOn },
    reason: "cancelled",
    ...{ supplier, billTo, beneficiary, lines },
    ...totalsOf(lines),
    ...changes,
  };
}
