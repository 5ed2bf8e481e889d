import { InvoiceDocument } from "../invoice.ts";
import { vatSummary } from "../vat.ts";
import { formatDay, formatPence, formatRate } from "./format.ts";
import { drawLines, rule } from "./invoice-lines.ts";
import { newPaper, type Paper } from "./paper.ts";
import { bottom, colors, contentWidth, left, newPageTop } from "./sheet.ts";

/**
 * An A4 invoice, tagged for screen readers (PDF/UA). The same invoice gives the same bytes.
 * Throws `ZodError` when the document does not hold together.
 */
export async function renderInvoicePdf(input: InvoiceDocument): Promise<Uint8Array> {
  const invoice = InvoiceDocument.parse(input);
  const paper = newPaper({
    title: `Invoice ${invoice.number}`,
    author: invoice.supplier.name,
    subject: `Invoice ${invoice.number} for ${invoice.beneficiary.name}`,
    createdAt: new Date(`${invoice.issuedOn}T12:00:00Z`),
  });
  const belowHead = drawHead(paper, invoice);
  const belowParties = drawParties(paper, invoice, belowHead + 22);
  const belowLines = drawLines(paper, invoice.lines, belowParties + 22);
  const belowTotals = drawTotals(paper, invoice, belowLines + 14);
  drawPayment(paper, invoice, belowTotals + 26);
  paper.eachPage((page, pages) => drawFooter(paper, invoice, page, pages));
  return paper.bytes();
}

function drawHead(paper: Paper, { supplier, number, status, dueOn }: InvoiceDocument): number {
  paper.decorate((doc) => doc.rect(0, 0, paper.width, 10).fill(colors.brand));
  const half = contentWidth / 2;
  const right = { x: left + half, width: half, align: "right" } as const;
  paper.write(paper.root, "H1", `Invoice ${number}`, { ...right, y: 42, size: 20, bold: true, color: colors.brand });
  const state = status === "paid" ? "Paid" : `Due ${formatDay(dueOn)}`;
  paper.write(paper.root, "P", state, {
    ...right,
    y: 70,
    size: 12,
    bold: true,
    color: status === "paid" ? colors.paid : colors.due,
  });
  const nameStyle = { x: left, y: 42, width: half - 20, size: 14, bold: true };
  const belowName = paper.write(paper.root, "P", supplier.name, nameStyle);
  const details = [...supplier.addressLines, `VAT number ${supplier.vatNumber}`].join("\n");
  return paper.write(paper.root, "P", details, {
    x: left,
    y: belowName + 3,
    width: half - 20,
    size: 9,
    color: colors.secondary,
  });
}

type Row = readonly [name: string, value: string];

function drawParties(paper: Paper, invoice: InvoiceDocument, top: number): number {
  rule(paper, top, colors.border, 0.8);
  const column = contentWidth / 2 - 16;
  const { billTo, beneficiary } = invoice;
  const y = top + 16;
  const heading = { x: left, y, width: column, size: 9, bold: true, color: colors.secondary };
  let below = paper.write(paper.root, "H2", "Bill to", heading);
  below = paper.write(paper.root, "P", billTo.name, { x: left, y: below + 2, width: column, size: 11, bold: true });
  if (billTo.addressLines.length > 0) {
    below = paper.write(paper.root, "P", billTo.addressLines.join("\n"), { x: left, y: below, width: column });
  }
  const rows: Row[] = [
    ["Invoice date (tax point)", formatDay(invoice.issuedOn)],
    ["Payment due", formatDay(invoice.dueOn)],
    ...optional("Purchase order", invoice.purchaseOrderNumber),
    ...optional("Your reference", invoice.customerReference),
    ["For", beneficiary.urn === undefined ? beneficiary.name : `${beneficiary.name} (URN ${beneficiary.urn})`],
  ];
  return Math.max(below, drawPairs(paper, rows, left + contentWidth / 2, y));
}

const optional = (name: string, value: string | undefined): Row[] => (value === undefined ? [] : [[name, value]]);

function drawPairs(paper: Paper, rows: readonly Row[], x: number, top: number): number {
  const table = paper.group(paper.root, "Table");
  let y = top;
  for (const [name, value] of rows) {
    const row = paper.group(table, "TR");
    const nameStyle = { x, y, width: 112, size: 9.5, color: colors.secondary };
    const belowName = paper.write(row, "TH", name, nameStyle, { scope: "Row" });
    const belowValue = paper.write(row, "TD", value, { x: x + 116, y, width: contentWidth / 2 - 116, size: 9.5 });
    row.end();
    y = Math.max(belowName, belowValue) + 4;
  }
  table.end();
  return y;
}

interface TotalRow {
  readonly name: string;
  readonly pence: number;
  readonly strong?: boolean;
}

function drawTotals(paper: Paper, invoice: InvoiceDocument, top: number): number {
  const paidPence = invoice.paidPence ?? 0;
  const rows: TotalRow[] = [
    { name: "Net", pence: invoice.netPence },
    ...vatSummary(invoice.lines).map((row) => ({ name: vatRowName(row), pence: row.vatPence })),
    ...(paidPence === 0
      ? [{ name: "Total to pay", pence: invoice.totalPence, strong: true }]
      : [
          { name: "Total", pence: invoice.totalPence, strong: true },
          { name: "Paid", pence: 0 - paidPence },
          { name: "Left to pay", pence: invoice.totalPence - paidPence, strong: true },
        ]),
  ];
  let y = top;
  if (y + rows.length * 22 > bottom) {
    paper.addPage();
    y = newPageTop;
  }
  const width = 290;
  const x = left + contentWidth - width;
  const table = paper.group(paper.root, "Table");
  for (const { name, pence, strong = false } of rows) {
    if (strong) rule(paper, y, colors.border, 0.8, x, width);
    const style = { y: y + 5, size: strong ? 11.5 : 9.5, bold: strong };
    const row = paper.group(table, "TR");
    paper.write(row, "TH", name, { ...style, x, width: width - 90 }, { scope: "Row" });
    paper.write(row, "TD", formatPence(pence), { ...style, x: x + width - 98, width: 90, align: "right" });
    row.end();
    y += strong ? 24 : 20;
  }
  table.end();
  return y;
}

function vatRowName(row: ReturnType<typeof vatSummary>[number]): string {
  const rate = formatRate(row.vatTreatment, row.vatRatePercent);
  const taxed = row.vatTreatment === "exempt" || row.vatTreatment === "outside-scope";
  return taxed ? `${rate}: ${formatPence(row.netPence)}` : `VAT at ${rate} on ${formatPence(row.netPence)}`;
}

function drawPayment(paper: Paper, invoice: InvoiceDocument, top: number): void {
  const paid = invoice.status === "paid";
  const { accountName, sortCode, accountNumber } = invoice.supplier.bank;
  const text = paid
    ? `Paid in full. Nothing is left to pay.${invoice.paymentReference ? `\nPayment reference: ${invoice.paymentReference}` : ""}`
    : [
        `By bank transfer (BACS), by ${formatDay(invoice.dueOn)}`,
        `Account name: ${accountName}`,
        `Sort code: ${sortCode}     Account number: ${accountNumber}`,
        `Payment reference: ${invoice.number}`,
      ].join("\n");
  const inner = contentWidth - 32;
  const height = paper.heightOf(text, { width: inner, size: 10 }) + 48;
  let y = top;
  if (y + height > bottom) {
    paper.addPage();
    y = newPageTop;
  }
  paper.decorate((doc) => {
    doc.rect(left, y, contentWidth, height).fill(colors.mist);
    doc.rect(left, y, 4, height).fill(paid ? colors.paid : colors.brand);
  });
  const heading = paid ? "Payment received" : "How to pay";
  const below = paper.write(paper.root, "H2", heading, { x: left + 18, y: y + 13, width: inner, size: 11, bold: true });
  paper.write(paper.root, "P", text, { x: left + 18, y: below + 3, width: inner });
}

function drawFooter(paper: Paper, { supplier, number }: InvoiceDocument, page: number, pages: number): void {
  const y = 782;
  rule(paper, y, colors.border, 0.6);
  const style = { y: y + 9, size: 8, color: colors.secondary };
  const registered = `${supplier.name} · Company ${supplier.companyNumber} · Charity ${supplier.charityNumber} · VAT ${supplier.vatNumber}`;
  const contact = supplier.email === undefined ? "" : `\nQuestions about this invoice: ${supplier.email}`;
  paper.repeat(`${registered}${contact}`, { ...style, x: left, width: contentWidth - 120 });
  paper.repeat(`${number}\nPage ${page} of ${pages}`, {
    ...style,
    x: left + contentWidth - 120,
    width: 120,
    align: "right",
  });
}
