import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, next, type Stored } from "@alliance/store";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { orderKey } from "../keys.ts";
import { Order } from "../schema.ts";
import { type StripeCause, stripeEffect } from "./stripe-effect.ts";

/** A quote outlives a card payment that was begun and left; other orders do not. */
const isOver = ({ state, payBy }: Order, now: string): boolean =>
  state === "waiting" || (state === "quoted" && now >= payBy);

/** Ends an order whose time to pay ran out. One that was paid, invoiced or ended meanwhile stays as it is. */
export const expireOrder = (ctx: WorkerCtx, orderId: string, because?: StripeCause): Promise<"expired" | "left"> =>
  untilWritten(ctx, async () => {
    const order = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
    if (order === undefined || !isOver(order.data, ctx.clock.now())) return "left";
    await commitExpiry(ctx, order, because ? { stripe: because } : {});
    return "expired";
  });

/** Why an order ends: Stripe said so, somebody withdrew it, or else its time ran out. */
interface Ending {
  readonly stripe?: StripeCause;
  readonly withdrawn?: true;
}

export async function commitExpiry(ctx: Ctx, order: Stored<Order>, { stripe, withdrawn }: Ending): Promise<void> {
  const { orderId, organisationId } = order.data;
  const data: Order = { ...order.data, state: "expired", ...(withdrawn ? { withdrawnAt: ctx.clock.now() } : {}) };
  const told = { orderId, organisationId, ...(withdrawn ? { because: "withdrawn" as const } : {}) };
  await commit(ctx, {
    put: [{ ...next(order), entity: "finance.order", data }, ...stripeEffect(ctx, stripe, "expired")],
    emit: [{ pk: order.key.pk, event: draft(finance.orderExpired, told, organisationId) }],
  });
}
