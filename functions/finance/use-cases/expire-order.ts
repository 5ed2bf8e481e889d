import { draft, finance } from "@alliance/events";
import { type Ctx, commit, next, type Stored } from "@alliance/store";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { orderKey } from "../keys.ts";
import { Order } from "../schema.ts";

/** Ends an order whose time to pay ran out. One that was paid, invoiced or ended meanwhile stays as it is. */
export const expireOrder = (ctx: WorkerCtx, orderId: string): Promise<"expired" | "left"> =>
  untilWritten(ctx, async () => {
    const order = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
    if (order?.data.state !== "waiting") return "left";
    await commitExpiry(ctx, order);
    return "expired";
  });

async function commitExpiry(ctx: Ctx, order: Stored<Order>): Promise<void> {
  const { orderId, organisationId } = order.data;
  await commit(ctx, {
    put: [{ ...next(order), entity: "finance.order", data: { ...order.data, state: "expired" } }],
    emit: [{ pk: order.key.pk, event: draft(finance.orderExpired, { orderId, organisationId }, organisationId) }],
  });
}
