import { epochSeconds, plusMinutes } from "@alliance/core";
import { GatewayRefused } from "@alliance/payments";
import type { WorkerCtx } from "../ctx.ts";
import { checkoutKey, quotedOrders, waitingOrders } from "../keys.ts";
import { Checkout, Order } from "../schema.ts";
import { expireOrder } from "./expire-order.ts";
import { pageOf } from "./list-invoices.ts";
import { raiseException } from "./raise-exception.ts";
import { settleCheckout } from "./settle-checkout.ts";

/** A payment that was begun in the last second of its time still finds its order. */
const graceMinutes = 2;

const maxPages = 10;

/** Those whose time ran out, the longest waiting first; at most a thousand a time. */
async function overdue(ctx: WorkerCtx, pk: string): Promise<Order[]> {
  const due: Order[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const pattern = { index: "gsi2", pk, ...pageOf({ limit: 100, cursor }) } as const;
    const read = await ctx.table.query(pattern, Order);
    const ofPage = read.items.map(({ data }) => data);
    due.push(...ofPage.filter(({ payBy }) => ctx.clock.now() >= plusMinutes(payBy, graceMinutes)));
    cursor = read.cursor;
    if (cursor === undefined || due.length < (page + 1) * 100) break;
  }
  return due;
}

/**
 * Ends the orders whose time to begin paying ran out. Where a card page was opened, Stripe is asked what became of
 * it: so a webhook that never came is made up for.
 */
export async function sweepOrders(ctx: WorkerCtx): Promise<{ readonly looked: number; readonly expired: number }> {
  const due = [...(await overdue(ctx, waitingOrders)), ...(await overdue(ctx, quotedOrders))];
  let expired = 0;
  for (const { orderId } of due) if ((await lookAt(ctx, orderId)) === "expired") expired++;
  if (due.length > 0) ctx.log.info("orders past their time", { looked: due.length, expired });
  return { looked: due.length, expired };
}

async function lookAt(ctx: WorkerCtx, orderId: string) {
  const checkout = await ctx.table.get(checkoutKey(orderId), Checkout, { consistent: true });
  // Stored, but the answer with the session's id was lost: it may be paid until then, so the order waits for it.
  const mayBeOpen = checkout && !checkout.data.closed && checkout.data.sessionId === undefined;
  if (mayBeOpen && epochSeconds(ctx.clock.now()) < checkout.data.expiresAtSeconds) return "left";
  if (checkout?.data.sessionId === undefined) return expireOrder(ctx, orderId);
  const gateway = await ctx.gateway();
  try {
    const state = await gateway.readCheckout(checkout.data.sessionId);
    return await settleCheckout(ctx, state, { paymentFailed: false, giveUpOnOrder: true });
  } catch (error) {
    if (!(error instanceof GatewayRefused)) throw error;
    const { sessionId } = checkout.data;
    ctx.log.warn("a checkout could not be read", { orderId, sessionId, code: error.code });
    if (error.status !== 404) return "left";
    await raiseException(ctx, { reason: "unreadable-session", sessionId, orderId });
    return expireOrder(ctx, orderId);
  }
}
