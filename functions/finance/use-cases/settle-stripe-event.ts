import { plusMinutes } from "@alliance/core";
import type { DomainEvent, finance } from "@alliance/events";
import { GatewayRefused } from "@alliance/payments";
import type * as z from "zod";
import type { WorkerCtx } from "../ctx.ts";
import { raiseException } from "./raise-exception.ts";
import { type Settled, settleCheckout } from "./settle-checkout.ts";
import { type RefundSettled, settleToldRefund } from "./settle-refund.ts";
import { hadEffect } from "./stripe-effect.ts";

type StripeEvent = z.infer<typeof finance.stripeEventReceived.data>;

/** So long a payment may be ahead of the order that it is for; then it is a person's to look at. */
const orderGraceMinutes = 8;

/**
 * What Stripe told us is a hint: the session is read afresh, and what it says is done. Types that we have no use
 * for are acknowledged; their row stays.
 */
export async function settleStripeEvent(
  ctx: WorkerCtx,
  event: DomainEvent<StripeEvent>,
): Promise<Settled | RefundSettled | "not-for-us" | "settled-before"> {
  const { stripeEventId, stripeType, objectId } = event.data;
  if (/^(charge\.)?refund\./.test(stripeType)) return settleRefundEvent(ctx, event.data);
  if (!stripeType.startsWith("checkout.session.")) return "not-for-us";
  if (await hadEffect(ctx, { stripeEventId })) return "settled-before";
  const gateway = await ctx.gateway();
  try {
    const state = await gateway.readCheckout(objectId);
    const settled = await settleCheckout(ctx, state, {
      paymentFailed: stripeType === "checkout.session.async_payment_failed",
      giveUpOnOrder: ctx.clock.now() >= plusMinutes(event.occurredAt, orderGraceMinutes),
      event: { stripeEventId },
    });
    // The queue brings it again; by then the order is here.
    if (settled === "order-unknown") throw new Error(`order ${state.orderId} of session ${objectId} is not here yet`);
    ctx.log.info("settled", { sessionId: objectId, orderId: state.orderId, settled });
    return settled;
  } catch (error) {
    if (!(error instanceof GatewayRefused) || error.status !== 404) throw error;
    return raiseException(ctx, { reason: "unreadable-session", sessionId: objectId }, { stripeEventId });
  }
}

/** Of a charge that was refunded, each refund is told by an event of its own; that one names it. */
async function settleRefundEvent(ctx: WorkerCtx, { stripeEventId, objectId }: StripeEvent) {
  if (await hadEffect(ctx, { stripeEventId })) return "settled-before";
  const refund = await (await ctx.gateway()).readRefund(objectId);
  const settled = await settleToldRefund(ctx, refund, { stripeEventId });
  ctx.log.info("refund", { refundId: objectId, creditId: refund.metadata.creditId, settled });
  return settled;
}
