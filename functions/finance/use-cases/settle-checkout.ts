import type { CheckoutState } from "@alliance/payments";
import { commit } from "@alliance/store";
import type { WorkerCtx } from "../ctx.ts";
import { checkoutKey } from "../keys.ts";
import { Checkout } from "../schema.ts";
import { expireOrder } from "./expire-order.ts";
import { closedPut } from "./open-checkout.ts";
import { raiseException } from "./raise-exception.ts";
import { type PaidState, receivePayment } from "./receive-payment.ts";
import type { StripeCause } from "./stripe-effect.ts";

export type Settled =
  | "received"
  | "received-before"
  | "expired"
  | "left"
  | "raised"
  | "raised-before"
  /** Paid for an order that we do not know, yet. */
  | "order-unknown";

const isPaid = (state: CheckoutState): state is PaidState =>
  state.status === "complete" && state.paymentStatus === "paid" && state.paymentIntentId !== undefined;

/** Does what a Checkout Session, just read, calls for; the same session again changes nothing. */
export async function settleCheckout(
  ctx: WorkerCtx,
  state: CheckoutState,
  because: { readonly paymentFailed: boolean; readonly giveUpOnOrder: boolean; readonly event?: StripeCause },
): Promise<Settled> {
  const { sessionId, orderId } = state;
  if (isPaid(state)) {
    if (state.currency !== "gbp") {
      const { paymentIntentId, amountTotalPence: amountPence, currency } = state;
      const exception = { sessionId, orderId, paymentIntentId, amountPence, currency };
      return raiseException(ctx, { reason: "foreign-currency", ...exception }, because.event);
    }
    return receivePayment(ctx, state, { waitForOrder: !because.giveUpOnOrder });
  }
  const isOver = state.status === "expired" || (state.status === "complete" && because.paymentFailed);
  if (!isOver) return "left";
  // A session that we closed ourselves, or an earlier one, says nothing about the order.
  const checkout = await ctx.table.get(checkoutKey(orderId), Checkout, { consistent: true });
  if (checkout?.data.sessionId !== sessionId) return "left";
  if (because.paymentFailed) await commit(ctx, { put: [closedPut(checkout)] });
  return expireOrder(ctx, orderId, because.event);
}
