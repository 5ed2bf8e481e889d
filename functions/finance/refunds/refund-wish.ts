import { Pence } from "@alliance/core";
import * as z from "zod";

/**
 * The way of approved money back. By card it is asked of Stripe, is on its way, has gone, or came back: a bank may send it
 * back days later. By bank transfer it has gone when staff say so.
 */
export const Sending = z.object({
  /** Stripe is asked under a key of its own for each. */
  attempt: z.int().positive(),
  by: z.enum(["card", "bank"]),
  state: z.enum(["asked", "pending", "sent", "failed"]),
  at: z.iso.datetime(),
  refundId: z.string().optional(),
  /** Stripe's word for why: "expired_or_canceled_card". */
  failure: z.string().optional(),
  /** Of the bank transfer, and who made it. */
  reference: z.string().optional(),
  sentBy: z.string().optional(),
});
export type Sending = z.infer<typeof Sending>;

/** A wish to give money back: one person asks, another decides. */
export const RefundWish = z.object({
  state: z.enum(["requested", "approved", "refused"]),
  amountPence: Pence,
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  decision: z.string().optional(),
  /** Once it is approved. */
  sending: Sending.optional(),
});
export type RefundWish = z.infer<typeof RefundWish>;
