import { CreditNoteDocument, creditNoteReasons } from "../credit-note.ts";
import { drawDocument, nameOf, optional } from "./document-pdf.ts";
import { formatDay, formatPence } from "./format.ts";
import { colors } from "./sheet.ts";

/** The paper that a finance office files beside the invoice it takes back. The same credit note gives the same bytes. */
export async function renderCreditNotePdf(input: CreditNoteDocument): Promise<Uint8Array> {
  const note = CreditNoteDocument.parse(input);
  const { number, issuedOn, invoiceNumber, invoiceIssuedOn, supplier, billTo, beneficiary, lines, totalPence } = note;
  return drawDocument({
    ...{ number, issuedOn, supplier, billTo, lines },
    title: `Credit note ${number}`,
    subject: `Credit note ${number} for ${beneficiary.name}`,
    state: { text: `${formatPence(totalPence)} less to pay`, color: colors.paid },
    facts: [
      ["Date (tax point)", formatDay(issuedOn)],
      ["For invoice", invoiceNumber],
      ["Invoice date", formatDay(invoiceIssuedOn)],
      ...optional("Purchase order", note.purchaseOrderNumber),
      ["For", nameOf(beneficiary)],
      ["Reason", creditNoteReasons[note.reason]],
    ],
    totals: [{ name: "Total credited", pence: totalPence, strong: true }],
    box: {
      heading: "This is a credit note: please do not pay it",
      color: colors.brand,
      text: [
        `It takes ${formatPence(totalPence)} off invoice ${invoiceNumber}, at the VAT that the invoice bore.`,
        "If the invoice is not paid yet, pay that much less of it, with the invoice's number as the reference.",
        "What was paid already is on account with us: for another invoice, or to be given back.",
      ].join("\n"),
    },
    called: "this credit note",
  });
}
