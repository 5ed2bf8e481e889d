import { LondonDate, Pence } from "@alliance/core";
import { CreditNoteDocument } from "@alliance/documents/credit-note";
import { InvoiceLine } from "@alliance/documents/invoice";
import * as z from "zod";
import { LedgerEvidence, Posting } from "./ledger/posting.ts";
import { RefundWish } from "./refunds/refund-wish.ts";

/** A month of the books. */
export const Period = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, "must be a month such as 2026-11");

/** The quote of an order that a finance office is to answer, and the link that they answer it by. */
export const Quote = z.object({
  number: z.string(),
  issuedOn: LondonDate,
  /** The last day on which it can be answered; the term is held that long. */
  validUntil: LondonDate,
  /** Links are numbered: the letter with the latest one works, those before it do not. */
  linkNumber: z.int().positive(),
  /** Nobody can use the link until a new one is sent. */
  revokedAt: z.iso.datetime().optional(),
  renewalAskedAt: z.iso.datetime().optional(),
});
export type Quote = z.infer<typeof Quote>;

/** A purchase order as a file, as it lies in the bucket: its type was read from its bytes. */
export const PurchaseOrderFile = z.object({
  key: z.string(),
  contentType: z.enum(["application/pdf", "image/png", "image/jpeg"]),
  sizeBytes: z.int().positive(),
  addedAt: z.iso.datetime(),
});
export type PurchaseOrderFile = z.infer<typeof PurchaseOrderFile>;

/** Something ordered: by card it waits for its payment, by quote for its answer, by invoice it has its invoice at once. */
export const Order = z.lazy(() =>
  z.object({
    orderId: z.string(),
    /** Whose account it is on; the person's own id where somebody orders for no organisation. */
    organisationId: z.string(),
    applicantId: z.string(),
    state: z.enum(["waiting", "quoted", "invoiced", "expired"]),
    billTo: z.object({ name: z.string(), addressLines: z.array(z.string()) }),
    beneficiary: z.object({ name: z.string(), urn: z.string().optional() }),
    purchaseOrderNumber: z.string().optional(),
    /** Who is written to about paying; the applicant where there is none. */
    financeContactId: z.string().optional(),
    /** From the day of issue to the day by which the invoice is paid. */
    creditDays: z.int().min(0).max(365).optional(),
    lines: z.array(InvoiceLine),
    totalPence: Pence,
    openedAt: z.iso.datetime(),
    /** A payment by card must be begun, or the quote answered, before this instant. */
    payBy: z.iso.datetime(),
    /** Whoever ordered did not want it any more; its state is "expired" then. */
    withdrawnAt: z.iso.datetime().optional(),
    quote: Quote.optional(),
    purchaseOrderFile: PurchaseOrderFile.optional(),
    /** No other letter brings its invoice, so it is sent by itself. */
    invoiceComesAlone: z.boolean().optional(),
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

/** What part of a payment went to an invoice; below zero where a credit note set it free again. */
export const Allocation = z.object({ paymentIntentId: z.string(), amountPence: Pence, receivedAt: z.iso.datetime() });

/** What a credit note took off an invoice, line by line; the first line is 1. */
export const Crediting = z.object({
  creditNoteId: z.string(),
  number: z.string(),
  issuedOn: LondonDate,
  totalPence: Pence,
  lines: z.array(z.object({ invoiceLine: z.int().min(1), netPence: Pence, vatPence: Pence })),
});
export type Crediting = z.infer<typeof Crediting>;

/** It was that organisation's until a merge made it the present one's. */
export const Followed = z.object({ mergeId: z.string(), organisationId: z.string() });
export type Followed = z.infer<typeof Followed>;

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
  /** Its credit notes, the oldest first. */
  creditings: z.array(Crediting).optional(),
  followed: z.array(Followed).optional(),
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
  "merged-without-invoice",
  "refunded-outside",
] as const;

/** Why money is on account: as above, or an invoice that it had paid was credited. */
export const creditReasons = [...exceptionReasons, "invoice-credited"] as const;
export type CreditReason = (typeof creditReasons)[number];

/** Money on account: it arrived and nothing was owed for it, and it stays here until somebody decides. */
export const Credit = z.lazy(() =>
  z.object({
    creditId: z.string(),
    /** Nobody's yet, where the order was not known. */
    organisationId: z.string().optional(),
    organisationName: z.string().optional(),
    followed: z.array(Followed).optional(),
    paymentId: z.string(),
    paymentIntentId: z.string(),
    orderId: z.string(),
    reason: z.enum(creditReasons),
    receivedAt: z.iso.datetime(),
    amountPence: Pence,
    /** Whose credit note set it free. */
    creditNoteNumber: z.string().optional(),
    /** What of it is still on account. */
    remainingPence: Pence,
    allocations: z.array(
      z.object({
        invoiceId: z.string(),
        invoiceNumber: z.string(),
        amountPence: Pence,
        at: z.iso.datetime(),
        by: z.string(),
      }),
    ),
    /** Who of the finance team looks after it. */
    owner: z.string().optional(),
    /** The latest wish; one that was refused may be followed by another. */
    refund: RefundWish.optional(),
  }),
);
export type Credit = z.infer<typeof Credit>;

/** A credit note as it was issued, and what staff noted for themselves: that is never on the paper. */
export const CreditNote = z.lazy(() =>
  z.object({
    document: CreditNoteDocument,
    orderId: z.string(),
    raisedBy: z.string(),
    note: z.string(),
    /** The money on account that it set free. */
    creditIds: z.array(z.string()),
  }),
);
export type CreditNote = z.infer<typeof CreditNote>;

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
    /** The money that is on account because of it. */
    creditId: z.string().optional(),
    resolvedAt: z.iso.datetime().optional(),
    /** Who said that it is dealt with, and how; absent where money on account closed it. */
    resolvedBy: z.string().optional(),
    note: z.string().optional(),
  }),
);
export type FinanceException = z.infer<typeof FinanceException>;

/** The last number taken of a series; moves only in the commit of the document that takes the next. */
export const Counter = z.object({ series: z.string(), last: z.int().min(0) });
export type Counter = z.infer<typeof Counter>;
