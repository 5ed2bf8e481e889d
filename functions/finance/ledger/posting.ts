import { Pence } from "@alliance/core";
import * as z from "zod";

/** The chart of accounts, to be agreed with the treasurer. Income waits as deferred until its term releases it. */
export const accounts = [
  "bank",
  "stripe-clearing",
  "debtors",
  "customer-credit",
  "refunds-due",
  "vat-output",
  "deferred-income",
  "income-membership",
  "fees",
] as const;
export type Account = (typeof accounts)[number];

/** A debit is positive, a credit negative; whole pence. */
export const Posting = z.object({ account: z.enum(accounts), amountPence: Pence });
export type Posting = z.infer<typeof Posting>;

/** The version of the rules below that made an entry. */
export const postingRuleVersion = 1;

/** What an entry rests on: ids only. */
export const LedgerEvidence = z.object({
  ruleVersion: z.int(),
  actor: z.string(),
  orderId: z.string(),
  invoiceId: z.string().optional(),
  documentNumber: z.string().optional(),
  paymentIntentId: z.string().optional(),
  chargeId: z.string().optional(),
  balanceTransactionId: z.string().optional(),
  creditId: z.string().optional(),
  creditNoteId: z.string().optional(),
  /** Stripe's id of a refund. */
  refundId: z.string().optional(),
});
export type LedgerEvidence = z.infer<typeof LedgerEvidence>;

/** An invoice: the school owes the total, the VAT is owed on, the rest is income of the time to come. */
export const invoicePostings = (totals: { netPence: number; vatPence: number; totalPence: number }): Posting[] => [
  { account: "debtors", amountPence: totals.totalPence },
  { account: "vat-output", amountPence: -totals.vatPence },
  { account: "deferred-income", amountPence: -totals.netPence },
];

/**
 * A credit note: the school owes so much less, and so do we to the revenue; the income is none. What was paid of it
 * already is the customer's.
 */
export const creditNotePostings = (
  totals: { netPence: number; vatPence: number; totalPence: number },
  freedPence: number,
): Posting[] => [
  { account: "debtors", amountPence: freedPence - totals.totalPence },
  { account: "vat-output", amountPence: totals.vatPence },
  { account: "deferred-income", amountPence: totals.netPence },
  { account: "customer-credit", amountPence: 0 - freedPence },
];

/** A card payment: it lies with Stripe less its fee, pays off what was owed, and the rest is the customer's. */
export function cardPaymentPostings(payment: {
  amountPence: number;
  feePence?: number | undefined;
  allocatedPence: number;
}): Posting[] {
  const feePence = payment.feePence ?? 0;
  return [
    { account: "stripe-clearing", amountPence: payment.amountPence - feePence },
    { account: "fees", amountPence: feePence },
    { account: "debtors", amountPence: -payment.allocatedPence },
    { account: "customer-credit", amountPence: payment.allocatedPence - payment.amountPence },
  ];
}

/** Money on account pays an invoice. */
export const allocationPostings = (amountPence: number): Posting[] => [
  { account: "customer-credit", amountPence },
  { account: "debtors", amountPence: -amountPence },
];

/** Money on account is to be given back: it is owed to the customer until it has gone. */
export const refundApprovedPostings = (amountPence: number): Posting[] => [
  { account: "customer-credit", amountPence },
  { account: "refunds-due", amountPence: -amountPence },
];

/** It has gone, by card or by bank; below zero where the bank sent it back. */
export const refundSentPostings = (amountPence: number, by: "card" | "bank"): Posting[] => [
  { account: "refunds-due", amountPence },
  { account: by === "card" ? "stripe-clearing" : "bank", amountPence: 0 - amountPence },
];

export const sumOf = (postings: readonly Posting[]): number =>
  postings.reduce((sum, { amountPence }) => sum + amountPence, 0);
