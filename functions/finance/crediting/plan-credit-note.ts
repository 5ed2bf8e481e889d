import { Problem, pounds } from "@alliance/core";
import type { CreditNoteLine, InvoiceDocument, InvoiceLine } from "@alliance/documents/invoice";
import { type Totals, totalsOf, vatOnLine } from "@alliance/documents/vat";
import { creditedPence, outstandingPence } from "../outstanding.ts";
import type { Invoice } from "../schema.ts";

/** So much of a line, net of VAT, is to be taken back; the first line is 1. */
export interface LineWish {
  readonly invoiceLine: number;
  readonly netPence: number;
}

/** A line of an invoice with what no credit note took back yet. A discount's amounts are below zero. */
export interface LineLeft {
  readonly invoiceLine: number;
  readonly line: InvoiceLine;
  readonly netPence: number;
  readonly vatPence: number;
}

export interface CreditPlan extends Totals {
  readonly lines: readonly CreditNoteLine[];
  /** What was paid of it already: it goes on account. */
  readonly freedPence: number;
  /** What is still to be paid of the invoice then. */
  readonly outstandingPence: number;
}

/** What is left of each line of an invoice. */
export const linesLeft = ({ creditings = [] }: Invoice, document: InvoiceDocument): LineLeft[] =>
  document.lines.map((line, index) => {
    const taken = creditings.flatMap(({ lines }) => lines.filter(({ invoiceLine }) => invoiceLine === index + 1));
    const left = (field: "netPence" | "vatPence") => taken.reduce((rest, each) => rest - each[field], line[field]);
    return { invoiceLine: index + 1, line, netPence: left("netPence"), vatPence: left("vatPence") };
  });

const refuse = (field: string, message: string) => new Problem("invalid-input", message, [{ field, message }]);

/**
 * The part of a line that is taken back. Its VAT is what the line bore up to here less what was taken back before: so the
 * parts never exceed the line, and the last of them takes the remainder to the penny.
 */
function creditLine({ invoiceLine, line, ...left }: LineLeft, netPence: number): CreditNoteLine {
  const isWithin = line.netPence < 0 ? netPence < 0 && netPence >= left.netPence : netPence > 0;
  if (!Number.isSafeInteger(netPence) || !isWithin || Math.abs(netPence) > Math.abs(left.netPence)) {
    throw refuse(`line-${invoiceLine}`, `Line ${invoiceLine}: enter an amount up to ${pounds(left.netPence)}`);
  }
  const vatPence = left.vatPence - vatOnLine(left.netPence - netPence, line.vatRatePercent);
  return { ...line, quantity: 1, unitAmountPence: netPence, netPence, vatPence, invoiceLine };
}

/** What a credit note over those parts of an invoice would be. Throws where it would take back more than there is. */
export function planCreditNote(invoice: Invoice, document: InvoiceDocument, wishes: readonly LineWish[]): CreditPlan {
  const left = linesLeft(invoice, document);
  if (left.every(({ netPence }) => netPence === 0)) {
    throw new Problem("conflict", "This invoice was credited in full already. Nothing is left to credit.");
  }
  const lines = wishes
    .filter(({ netPence }) => netPence !== 0)
    .map(({ invoiceLine, netPence }) => {
      const of = left[invoiceLine - 1];
      if (of === undefined) throw refuse(`line-${invoiceLine}`, `The invoice has no line ${invoiceLine}`);
      return creditLine(of, netPence);
    });
  if (new Set(lines.map(({ invoiceLine }) => invoiceLine)).size < lines.length) {
    throw refuse(`line-${lines[0]?.invoiceLine}`, "A line can be credited once in a credit note");
  }
  const totals = totalsOf(lines);
  const first = `line-${lines[0]?.invoiceLine ?? 1}`;
  if (totals.totalPence <= 0) throw refuse(first, "Enter what is to be credited of at least one line");
  const mostPence = invoice.totalPence - creditedPence(invoice);
  if (totals.totalPence > mostPence) throw refuse(first, `Not more than ${pounds(mostPence)} is left to credit`);
  const owedPence = outstandingPence(invoice);
  const freedPence = Math.max(0, totals.totalPence - owedPence);
  return { lines, ...totals, freedPence, outstandingPence: owedPence + freedPence - totals.totalPence };
}
