import type { Ctx } from "@alliance/store";
import { invoiceIdOf, invoiceKey, orderKey } from "./keys.ts";
import { Invoice, Order } from "./schema.ts";

/** What staff know an order by: whom it is for, and its invoice where it has one. */
export interface OrderName {
  readonly name: string;
  readonly invoiceNumber: string | undefined;
}

/** The names of a page of orders, read at once; one that we never heard of has none. */
export async function nameOrders(
  ctx: Ctx,
  orderIds: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, OrderName>> {
  const ids = [...new Set(orderIds.filter((id) => id !== undefined && id !== ""))] as string[];
  const [orders, invoices] = await Promise.all([
    ctx.table.getMany(ids.map(orderKey), Order),
    ctx.table.getMany(
      ids.map((id) => invoiceKey(invoiceIdOf(id))),
      Invoice,
    ),
  ]);
  return new Map(
    orders.flatMap((order, at) =>
      order
        ? [[order.data.orderId, { name: order.data.beneficiary.name, invoiceNumber: invoices[at]?.data.number }]]
        : [],
    ),
  );
}
