import type { Invoice } from "./schema.ts";

/** What credit notes took off an invoice. */
export const creditedPence = ({ creditings = [] }: Pick<Invoice, "creditings">): number =>
  creditings.reduce((sum, { totalPence }) => sum + totalPence, 0);

/** What is still to be paid of an invoice: never below nothing. */
export const outstandingPence = (invoice: Pick<Invoice, "totalPence" | "paidPence" | "creditings">): number =>
  invoice.totalPence - creditedPence(invoice) - invoice.paidPence;

/** Nothing is left to pay, by money or by credit notes. */
export const isSettled = (invoice: Pick<Invoice, "totalPence" | "paidPence" | "creditings">): boolean =>
  outstandingPence(invoice) === 0;
