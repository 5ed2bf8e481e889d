import type { Beneficiary, BillTo, InvoiceLine, Supplier } from "../invoice.ts";
import { vatSummary } from "../vat.ts";
import { formatPence, formatRate } from "./format.ts";
import { drawLines, rule } from "./invoice-lines.ts";
import { newPaper, type Paper } from "./paper.ts";
import { bottom, colors, contentWidth, left, newPageTop } from "./sheet.ts";

export type Fact = readonly [name: string, value: string];

export interface TotalRow {
  readonly name: string;
  readonly pence: number;
  readonly strong?: boolean;
}

/** What the papers of an invoice, a quote and a credit note have in common, and where they differ. */
export interface PaperPlan {
  readonly title: string;
  readonly subject: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly state: { readonly text: string; readonly color: string };
  readonly supplier: Supplier;
  readonly billTo: BillTo;
  readonly facts: readonly Fact[];
  readonly lines: readonly InvoiceLine[];
  /** After net and VAT. */
  readonly totals: readonly TotalRow[];
  readonly box: { readonly heading: string; readonly text: string; readonly color: string };
  /** "this invoice": what a question would be about. */
  readonly called: string;
}

/** An A4 paper, tagged for screen readers (PDF/UA). The same plan gives the same bytes. */
export async function drawDocument(plan: PaperPlan): Promise<Uint8Array> {
  const paper = newPaper({
    title: plan.title,
    author: plan.supplier.name,
    subject: plan.subject,
    createdAt: new Date(`${plan.issuedOn}T12:00:00Z`),
  });
  const belowHead = drawHead(paper, plan);
  const belowParties = drawParties(paper, plan, belowHead + 22);
  const belowLines = drawLines(paper, plan.lines, belowParties + 22);
  const belowTotals = drawTotals(paper, plan, belowLines + 14);
  drawBox(paper, plan, belowTotals + 26);
  paper.eachPage((page, pages) => drawFooter(paper, plan, page, pages));
  return paper.bytes();
}

export const nameOf = ({ name, urn }: Beneficiary): string => (urn === undefined ? name : `${name} (URN ${urn})`);
export const optional = (name: string, value: string | undefined): Fact[] =>
  value === undefined ? [] : [[name, value]];

function drawHead(paper: Paper, { supplier, title, state }: PaperPlan): number {
  paper.decorate((doc) => doc.rect(0, 0, paper.width, 10).fill(colors.brand));
  const half = contentWidth / 2;
  const right = { x: left + half, width: half, align: "right" } as const;
  paper.write(paper.root, "H1", title, { ...right, y: 42, size: 20, bold: true, color: colors.brand });
  paper.write(paper.root, "P", state.text, { ...right, y: 70, size: 12, bold: true, color: state.color });
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

function drawParties(paper: Paper, { billTo, facts }: PaperPlan, top: number): number {
  rule(paper, top, colors.border, 0.8);
  const column = contentWidth / 2 - 16;
  const y = top + 16;
  const heading = { x: left, y, width: column, size: 9, bold: true, color: colors.secondary };
  let below = paper.write(paper.root, "H2", "Bill to", heading);
  below = paper.write(paper.root, "P", billTo.name, { x: left, y: below + 2, width: column, size: 11, bold: true });
  if (billTo.addressLines.length > 0) {
    below = paper.write(paper.root, "P", billTo.addressLines.join("\n"), { x: left, y: below, width: column });
  }
  return Math.max(below, drawPairs(paper, facts, left + contentWidth / 2, y));
}

function drawPairs(paper: Paper, rows: readonly Fact[], x: number, top: number): number {
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

function drawTotals(paper: Paper, { lines, totals }: PaperPlan, top: number): number {
  const netPence = lines.reduce((sum, line) => sum + line.netPence, 0);
  const rows: TotalRow[] = [
    { name: "Net", pence: netPence },
    ...vatSummary(lines).map((row) => ({ name: vatRowName(row), pence: row.vatPence })),
    ...totals,
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
  const untaxed = row.vatTreatment === "exempt" || row.vatTreatment === "outside-scope";
  return untaxed ? `${rate}: ${formatPence(row.netPence)}` : `VAT at ${rate} on ${formatPence(row.netPence)}`;
}

function drawBox(paper: Paper, { box }: PaperPlan, top: number): void {
  const inner = contentWidth - 32;
  const height = paper.heightOf(box.text, { width: inner, size: 10 }) + 48;
  let y = top;
  if (y + height > bottom) {
    paper.addPage();
    y = newPageTop;
  }
  paper.decorate((doc) => {
    doc.rect(left, y, contentWidth, height).fill(colors.mist);
    doc.rect(left, y, 4, height).fill(box.color);
  });
  const headingStyle = { x: left + 18, y: y + 13, width: inner, size: 11, bold: true };
  const below = paper.write(paper.root, "H2", box.heading, headingStyle);
  paper.write(paper.root, "P", box.text, { x: left + 18, y: below + 3, width: inner });
}

function drawFooter(paper: Paper, { supplier, number, called }: PaperPlan, page: number, pages: number): void {
  const y = 782;
  rule(paper, y, colors.border, 0.6);
  const style = { y: y + 9, size: 8, color: colors.secondary };
  const registered = `${supplier.name} · Company ${supplier.companyNumber} · Charity ${supplier.charityNumber} · VAT ${supplier.vatNumber}`;
  const contact = supplier.email === undefined ? "" : `\nQuestions about ${called}: ${supplier.email}`;
  paper.repeat(`${registered}${contact}`, { ...style, x: left, width: contentWidth - 120 });
  paper.repeat(`${number}\nPage ${page} of ${pages}`, {
    ...style,
    x: left + contentWidth - 120,
    width: 120,
    align: "right",
  });
}
