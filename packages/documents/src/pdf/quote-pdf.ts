import { QuoteDocument } from "../quote.ts";
import { drawDocument, nameOf } from "./document-pdf.ts";
import { formatDay } from "./format.ts";
import { colors } from "./sheet.ts";

/** The quote (pro-forma) that a finance office raises a purchase order from. The same quote gives the same bytes. */
export async function renderQuotePdf(input: QuoteDocument): Promise<Uint8Array> {
  const quote = QuoteDocument.parse(input);
  const { number, issuedOn, validUntil, creditDays, supplier, billTo, beneficiary, lines, totalPence } = quote;
  return drawDocument({
    ...{ number, issuedOn, supplier, billTo, lines },
    title: `Quote ${number}`,
    subject: `Quote ${number} for ${beneficiary.name}`,
    state: { text: `Valid until ${formatDay(validUntil)}`, color: colors.due },
    facts: [
      ["Date", formatDay(issuedOn)],
      ["Valid until", formatDay(validUntil)],
      ["For", nameOf(beneficiary)],
    ],
    totals: [{ name: "Total", pence: totalPence, strong: true }],
    box: {
      heading: "This is a quote (pro-forma), not a VAT invoice: please do not pay it by bank transfer",
      color: colors.brand,
      text: [
        "To accept it, give us your purchase order number on the page that our email links to. You need no account.",
        `We then issue the VAT invoice, due within ${creditDays} days, with your purchase order number on it.`,
        "If you cannot raise a purchase order, you can pay by card on the same page.",
      ].join("\n"),
    },
    called: "this quote",
  });
}
