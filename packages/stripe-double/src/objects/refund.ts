import type Stripe from "stripe";
import { newId } from "./ids.ts";
import type { Charge, Refund } from "./stored.ts";

export interface NewRefund {
  readonly amountPence: number;
  readonly reason: string | null;
  readonly metadata: Record<string, string>;
}

export function newRefund(charge: Charge, input: NewRefund, nowSeconds: number): Refund {
  return {
    id: newId("re_3", 23),
    object: "refund",
    amount: input.amountPence,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: input.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  } satisfies Stripe.Refund;
}
