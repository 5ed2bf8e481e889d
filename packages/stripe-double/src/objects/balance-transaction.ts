import type Stripe from "stripe";
import { ukCardFeePence } from "./fees.ts";
import { newId } from "./ids.ts";
import type { BalanceTransaction, Charge } from "./stored.ts";

const daysUntilAvailable = 3;
export const secondsUntilAvailable = daysUntilAvailable * 24 * 60 * 60;

export function chargeTransaction(charge: Charge): BalanceTransaction {
  const feePence = ukCardFeePence(charge.amount);
  const fee = {
    amount: feePence,
    application: null,
    currency: charge.currency,
    description: "Stripe processing fees",
    type: "stripe_fee",
  };
  return { ...newTransaction("charge", charge, charge.amount, feePence), fee_details: [fee] };
}

/** A refund's line takes the whole amount back; Stripe keeps the first fee and takes no second. */
export function refundTransaction(refund: {
  id: string;
  created: number;
  currency: string;
  amount: number;
}): BalanceTransaction {
  return newTransaction("refund", { ...refund, description: "REFUND FOR CHARGE" }, -refund.amount, 0);
}

/** What a refund that failed brings back. */
export const refundFailureTransaction = (refund: Parameters<typeof refundTransaction>[0]): BalanceTransaction =>
  newTransaction("refund_failure", { ...refund, description: "REFUND FAILURE" }, refund.amount, 0);

function newTransaction(
  type: "charge" | "refund" | "refund_failure",
  source: { id: string; created: number; currency: string; description: string | null },
  amountPence: number,
  feePence: number,
): BalanceTransaction {
  return {
    id: newId("txn_3", 23),
    object: "balance_transaction",
    amount: amountPence,
    available_on: source.created + secondsUntilAvailable,
    balance_type: "payments",
    created: source.created,
    currency: source.currency,
    description: source.description,
    exchange_rate: null,
    fee: feePence,
    fee_details: [],
    net: amountPence - feePence,
    reporting_category: type,
    source: source.id,
    status: "pending",
    type,
  } satisfies Stripe.BalanceTransaction;
}
