import type { InvoiceDocument } from "../invoice.ts";
import { formatPence, formatPeriod, formatRate } from "./format.ts";
import type { Paper } from "./paper.ts";
import { bottom, colors, left, newPageTop } from "./sheet.ts";

type Line = InvoiceDocument["lines"][number];

interface Column {
  readonly title: string;
  readonly width: number;
  readonly text: (line: Line) => string;
}

const description: Column = { title: "Description", width: 213, text: (line) => line.description };
const columns: readonly Column[] = [
  description,
  { title: "Qty", width: 32, text: (line) => String(line.quantity) },
  { title: "Unit price", width: 70, text: (line) => formatPence(line.unitAmountPence) },
  { title: "VAT rate", width: 54, text: (line) => formatRate(line.vatTreatment, line.vatRatePercent) },
  { title: "VAT", width: 60, text: (line) => formatPence(line.vatPence) },
  { title: "Net", width: 70, text: (line) => formatPence(line.netPence) },
];

const size = 9.5;
const smallSize = 8.5;
const padding = 8;

/** The table of lines, over as many pages as it needs; its headings repeat. Returns the y below it. */
export function drawLines(paper: Paper, lines: readonly Line[], top: number): number {
  const table = paper.group(paper.root, "Table");
  let y = headings(paper, top, paper.group(table, "TR"));
  for (const line of lines) {
    const height = rowHeight(paper, line);
    if (y + height > bottom) {
      paper.addPage();
      y = headings(paper, newPageTop, undefined);
    }
    drawRow(paper, table, line, y);
    y += height;
    rule(paper, y, colors.border, 0.6);
  }
  table.end();
  return y;
}

function headings(paper: Paper, y: number, row: PDFKit.PDFStructureElement | undefined): number {
  const height = 26;
  paper.decorate((doc) => doc.rect(left, y, totalWidth, height).fill(colors.mist));
  eachColumn((column, x, align) => {
    const style = {
      x: x + inset(align),
      y: y + 7,
      width: column.width - 8,
      size: 9,
      bold: true,
      align,
      color: colors.brand,
    };
    if (row) paper.write(row, "TH", column.title, style, { scope: "Column" });
    else paper.repeat(column.title, style);
  });
  row?.end();
  return y + height;
}

function drawRow(paper: Paper, table: PDFKit.PDFStructureElement, line: Line, top: number): void {
  const row = paper.group(table, "TR");
  const small = smallPrint(line);
  eachColumn((column, x, align) => {
    const style = { x: x + inset(align), y: top + padding, width: column.width - 8, size, align };
    if (column !== description || small.length === 0) {
      paper.write(row, "TD", column.text(line), style);
      return;
    }
    const cell = paper.group(row, "TD");
    let below = paper.write(cell, "P", column.text(line), style);
    for (const text of small) {
      below = paper.write(cell, "P", text, { ...style, y: below, size: smallSize, color: colors.secondary });
    }
    cell.end();
  });
  row.end();
}

function rowHeight(paper: Paper, line: Line): number {
  const width = description.width - 8;
  const small = smallPrint(line).map((text) => paper.heightOf(text, { width, size: smallSize }));
  return paper.heightOf(line.description, { width, size }) + small.reduce((sum, each) => sum + each, 0) + padding * 2;
}

/** Beneath a description: when it is for, and why it bears the VAT it bears. */
const smallPrint = (line: Line): string[] =>
  [formatPeriod(line.serviceFrom, line.serviceTo), line.vatNote].filter((text) => text !== undefined);

const totalWidth = columns.reduce((sum, column) => sum + column.width, 0);

export function rule(paper: Paper, y: number, color: string, thickness: number, x = left, width = totalWidth): void {
  paper.decorate((doc) => {
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(thickness)
      .strokeColor(color)
      .stroke();
  });
}

const inset = (align: "left" | "right") => (align === "left" ? 8 : 0);

function eachColumn(draw: (column: Column, x: number, align: "left" | "right") => void): void {
  let x = left;
  for (const column of columns) {
    draw(column, x, column === description ? "left" : "right");
    x += column.width;
  }
}
