import { Pence } from "@alliance/core";
import { InvoiceLine } from "@alliance/documents/invoice";
import * as z from "zod";
import { LedgerEvidence, Posting } from "./ledger/posting.ts";

/** A month of the books. */
export const Period = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, "must be a month such as 2026-11");

/** Something ordered: by card it waits for its payment, by invoice it has its invoice at once. */
export const Order = z.lazy(() =>
  z.object({
    orderId: z.string(),
    organisationId: z.string(),
    applicantId: z.string(),
    state: z.enum(["waiting", "invoiced", "expired"]),
    billTo: z.object({ name: z.string(), addressLines: z.array(z.string()) }),
    beneficiary: z.object({ name: z.string(), urn: z.string().optional() }),
    purchaseOrderNumber: z.string().optional(),
    lines: z.array(InvoiceLine),
    totalPence: Pence,
    openedAt: z.iso.datetime(),
    /** A payment by card must be begun before this instant. */
    payBy: z.iso.datetime(),
  }),
);
export type Order = z.infer<typeof Order>;

/** Our side of a Checkout Session: stored before Stripe is asked, so the same key asks for the same thing again. */
export const Checkout = z.lazy(() =>
  z.object({
    orderId: z.string(),
    attempt: z.int().positive(),
    amountPence: Pence,
    expiresAtSeconds: z.int(),
    /** Absent until Stripe answered, and again when we closed it. */
    sessionId: z.string().optional(),
    closed: z.boolean().optional(),
  }),
);
export type Checkout = z.infer<typeof Checkout>;

/** What part of a payment went to an invoice. */
export const Allocation = z.object({ paymentIntentId: z.string(), amountPence: Pence, receivedAt: z.iso.datetime() });

/** An invoice's account: what is owed and what came in. Its document lies beside it and never changes. */
export const Invoice = z.object({
  invoiceId: z.string(),
  orderId: z.string(),
  organisationId: z.string(),
  number: z.string(),
  issuedOn: z.iso.date(),
  dueOn: z.iso.date(),
  billToName: z.string(),
  beneficiaryName: z.string(),
  purchaseOrderNumber: z.string().optional(),
  netPence: Pence,
  vatPence: Pence,
  totalPence: Pence,
  paidPence: Pence,
  allocations: z.array(Allocation),
});
export type Invoice = z.infer<typeof Invoice>;

/** Money that arrived. Never edited, never deleted. */
export const Payment = z.lazy(() =>
  z.object({
    paymentId: z.string(),
    method: z.enum(["card"]),
    paymentIntentId: z.string(),
    sessionId: z.string(),
    chargeId: z.string().optional(),
    orderId: z.string(),
    organisationId: z.string().optional(),
    invoiceId: z.string().optional(),
    amountPence: Pence,
    /** Absent until Stripe has settled it. */
    feePence: Pence.optional(),
    allocatedPence: Pence,
    onAccountPence: Pence,
    receivedAt: z.iso.datetime(),
  }),
);
export type Payment = z.infer<typeof Payment>;

export const LedgerTransaction = z.lazy(() =>
  z.object({
    transactionId: z.string(),
    postedAt: z.iso.datetime(),
    postings: z.array(Posting).min(2),
    evidence: LedgerEvidence,
  }),
);
export type LedgerTransaction = z.infer<typeof LedgerTransaction>;

export const exceptionReasons = [
  "order-expired",
  "paid-twice",
  "overpaid",
  "amount-short",
  "unknown-order",
  "foreign-currency",
  "unreadable-session",
] as const;

/** What a person of the finance team has to look at; money in it is on account already. */
export const FinanceException = z.lazy(() =>
  z.object({
    exceptionId: z.string(),
    reason: z.enum(exceptionReasons),
    raisedAt: z.iso.datetime(),
    sessionId: z.string(),
    orderId: z.string().optional(),
    organisationId: z.string().optional(),
    paymentIntentId: z.string().optional(),
    amountPence: Pence.optional(),
    currency: z.string().optional(),
  }),
);
export type FinanceException = z.infer<typeof FinanceException>;

/** The last number taken of a series; moves only in the commit of the document that takes the next. */
export const Counter = z.object({ series: z.string(), last: z.int().min(0) });
export type Counter = z.infer<typeof Counter>;
