import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { GatewayRefused, GatewayUnavailable } from "@alliance/payments";
import { type Ctx, retryingConflicts } from "@alliance/store";
import * as z from "zod";
import { closeCheckout } from "./open-checkout.ts";
import { commitInvoice } from "./open-order.ts";
import { isOpen } from "./open-quote.ts";
import { readOrder } from "./read-order.ts";
import type { Paying } from "./start-payment.ts";

export const InvoiceRequest = z.strictObject({
  purchaseOrderNumber: z
    .string("Enter your purchase order number")
    .trim()
    .min(1, "Enter your purchase order number")
    .max(60, "Purchase order number must be 60 characters or fewer")
    .regex(/^[\p{L}\p{N} ./_#&()-]*$/u, "Purchase order number must only include letters, numbers and . / - _ # & ( )"),
});
export type InvoiceRequest = z.infer<typeof InvoiceRequest>;

/** Somebody who was to pay by card asks for an invoice instead: the card page is closed, then the invoice issued. */
export async function switchToInvoice(
  ctx: Ctx,
  paying: Paying,
  input: InvoiceRequest & { orderId: string },
): Promise<"invoiced" | "invoiced-before" | "expired"> {
  authorise(ctx.actor, "finance.pay-own");
  const transactionId = ctx.ids.next("ltx");
  return retryingConflicts(async () => {
    const order = await readOrder(ctx, input.orderId);
    if (order.data.state === "invoiced") return "invoiced-before";
    if (order.data.state === "expired") return "expired";
    if (order.data.state === "quoted" && !isOpen(order.data, ctx.clock.now())) return "expired";
    try {
      await closeCheckout(ctx, await paying.gateway(), input.orderId);
    } catch (error) {
      if (!(error instanceof GatewayUnavailable || error instanceof GatewayRefused)) throw error;
      ctx.log.warn("the card page could not be closed", { orderId: input.orderId });
      throw new Problem("unavailable", "We cannot close the card payment just now. Please try again in a few minutes.");
    }
    const data = { ...order.data, purchaseOrderNumber: input.purchaseOrderNumber };
    await commitInvoice(ctx, { data, version: order.version }, transactionId);
    return "invoiced";
  });
}
