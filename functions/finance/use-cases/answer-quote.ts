import type { Ctx } from "@alliance/store";
import { untilNumbered } from "../ctx.ts";
import { commitInvoice } from "./open-order.ts";
import { byLink, isOpen, openQuote } from "./open-quote.ts";
import type { InvoiceRequest } from "./switch-to-invoice.ts";

/**
 * A finance office answers its quote with a purchase order, without an account: the invoice is issued, once. The second
 * of two answers finds it issued. A card page that is still open can be paid: the money then pays this invoice.
 */
export function answerQuote(
  ctx: Ctx,
  input: InvoiceRequest & { readonly secret: string },
): Promise<"invoiced" | "answered-before" | "run-out"> {
  const transactionId = ctx.ids.next("ltx");
  return untilNumbered(ctx, async () => {
    const { order, invoice } = await openQuote(ctx, input.secret);
    if (invoice) return "answered-before";
    if (!isOpen(order.data, ctx.clock.now())) return "run-out";
    const data = { ...order.data, purchaseOrderNumber: input.purchaseOrderNumber };
    await commitInvoice(byLink(ctx), { data, version: order.version }, transactionId);
    return "invoiced";
  });
}
