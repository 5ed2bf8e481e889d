import type Stripe from "stripe";
import * as z from "zod";
import { GatewayRefused, GatewayUnavailable, type PaymentGateway, type RefundState } from "./gateway.ts";
import { answered } from "./stripe-client.ts";

/** The half of the port that gives money back. */
export const stripeRefunds = ({ refunds }: Stripe): Pick<PaymentGateway, "createRefund" | "readRefund"> => ({
  async createRefund({ paymentIntentId, amountPence, idempotencyKey, metadata }) {
    const params = { payment_intent: paymentIntentId, amount: amountPence, metadata: { ...metadata } };
    return stateOf(await answered(refunds.create(params, { idempotencyKey })));
  },
  async readRefund(refundId) {
    return stateOf(await answered(refunds.retrieve(checkedId(refundId))));
  },
});

/** The SDK would let `..` and an empty id walk to another address. */
function checkedId(refundId: string): string {
  if (/^(re|pyr)_\w{1,250}$/.test(refundId)) return refundId;
  const message = `No such refund: '${refundId.slice(0, 80)}'`;
  throw new GatewayRefused({ status: 404, code: "resource_missing", param: "refund", message });
}

const Refund = z.object({
  id: z.string(),
  object: z.literal("refund"),
  amount: z.int(),
  status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
  failure_reason: z.string().nullish(),
  payment_intent: z.union([z.string(), z.object({ id: z.string() })]).nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
});

const statusOf = {
  pending: "pending",
  // A bank transfer that waits for the customer's account; cards never do.
  requires_action: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
} as const;

function stateOf(json: unknown): RefundState {
  const parsed = Refund.safeParse(json);
  if (!parsed.success) {
    throw new GatewayUnavailable(`Stripe's answer is not a refund: ${z.prettifyError(parsed.error)}`);
  }
  const { id, amount, status, failure_reason: failure, payment_intent: intent, metadata } = parsed.data;
  const paymentIntentId = typeof intent === "string" ? intent : intent?.id;
  return {
    refundId: id,
    ...(paymentIntentId === undefined ? {} : { paymentIntentId }),
    amountPence: amount,
    status: statusOf[status],
    ...(statusOf[status] === "failed" ? { failure: failure ?? status } : {}),
    metadata: metadata ?? {},
  };
}
