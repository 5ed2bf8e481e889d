import { type Actor, epochSeconds, Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import { invoiceIdOf, invoiceKey, orderKey } from "../keys.ts";
import { Invoice, Order } from "../schema.ts";

const notFound = () => new Problem("not-found", "We cannot find that order.");

/** Whoever ordered may pay, and so may the people of the school it is for. */
const mayPay = (actor: Actor, order: Order): boolean =>
  actor.kind === "person" &&
  (order.applicantId === actor.personId ||
    actor.affiliations.some(({ organisationId }) => organisationId === order.organisationId));

/** An order for somebody who may pay it; to all others it does not exist. */
export async function readOrder(ctx: Ctx, orderId: string): Promise<Stored<Order>> {
  const order = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
  if (order === undefined || !mayPay(ctx.actor, order.data)) throw notFound();
  return order;
}

export const invoiceOfOrder = async (ctx: Ctx, orderId: string): Promise<Invoice | undefined> =>
  (await ctx.table.get(invoiceKey(invoiceIdOf(orderId)), Invoice, { consistent: true }))?.data;

const waits = { each: 250, times: 8 };
/** An order follows its application within seconds; an older id that is not here never will be. */
const youngSeconds = 600;

/** The first ten letters of a ULID are its time in milliseconds, in base 32. */
const bornSeconds = (id: string): number => {
  const time = id.slice(id.indexOf("_") + 1).slice(0, 10);
  return [...time].reduce((sum, letter) => sum * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(letter), 0) / 1000;
};

const isYoung = (ctx: Ctx, orderId: string): boolean =>
  Math.abs(epochSeconds(ctx.clock.now()) - bornSeconds(orderId)) < youngSeconds;

/** The order, waiting up to 2 s for its event to arrive; "preparing" while it still may. */
export async function awaitOrder(
  ctx: Ctx,
  orderId: string,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<Stored<Order> | "preparing"> {
  if (!isYoung(ctx, orderId)) return readOrder(ctx, orderId);
  for (let waited = 0; ; waited++) {
    const order = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
    if (order && !mayPay(ctx.actor, order.data)) throw notFound();
    if (order) return order;
    if (waited === waits.times) return "preparing";
    await wait(waits.each);
  }
}
