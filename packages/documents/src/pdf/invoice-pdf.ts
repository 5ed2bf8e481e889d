import { InvoiceDocument } from "../invoice.ts";
import { drawDocument, nameOf, optional, type PaperPlan, type TotalRow } from "./document-pdf.ts";
import { formatDay } from "./format.ts";
import { colors } from "./sheet.ts";

/**
 * An A4 invoice, tagged for screen readers (PDF/UA). The same invoice gives the same bytes.
 * Throws `ZodError` when the document does not hold together.
 */
export async function renderInvoicePdf(input: InvoiceDocument): Promise<Uint8Array> {
  const invoice = InvoiceDocument.parse(input);
  const { number, issuedOn, dueOn, status, supplier, billTo, beneficiary, lines } = invoice;
  const paid = status === "paid";
  return drawDocument({
    ...{ number, issuedOn, supplier, billTo, lines },
    title: `Invoice ${number}`,
    subject: `Invoice ${number} for ${beneficiary.name}`,
    state: paid ? { text: "Paid", color: colors.paid } : { text: `Due ${formatDay(dueOn)}`, color: colors.due },
    facts: [
      ["Invoice date (tax point)", formatDay(issuedOn)],
      ["Payment due", formatDay(dueOn)],
      ...optional("Purchase order", invoice.purchaseOrderNumber),
      ...optional("Your reference", invoice.customerReference),
      ["For", nameOf(beneficiary)],
    ],
    totals: totalsOf(invoice),
    box: payment(invoice),
    called: "this invoice",
  });
}

function totalsOf({ totalPence, paidPence = 0 }: InvoiceDocument): TotalRow[] {
  if (paidPence === 0) return [{ name: "Total to pay", pence: totalPence, strong: true }];
  return [
    { name: "Total", pence: totalPence, strong: true },
    { name: "Paid", pence: 0 - paidPence },
    { name: "Left to pay", pence: totalPence - paidPence, strong: true },
  ];
}

function payment({ status, paymentReference, supplier, dueOn, number }: InvoiceDocument): PaperPlan["box"] {
  if (status === "paid") {
    const reference = paymentReference ? `\nPayment reference: ${paymentReference}` : "";
    const text = `Paid in full. Nothing is left to pay.${reference}`;
    return { heading: "Payment received", color: colors.paid, text };
  }
  const { accountName, sortCode, accountNumber } = supplier.bank;
  return {
    heading: "How to pay",
    color: colors.brand,
    text: [
      `By bank transfer (BACS), by ${formatDay(dueOn)}`,
      `Account name: ${accountName}`,
      `Sort code: ${sortCode}     Account number: ${accountNumber}`,
      `Payment reference: ${number}`,
    ].join("\n"),
  };
}
