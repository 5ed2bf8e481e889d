import { authorise } from "@alliance/auth";
import { type Ctx, retryingConflicts } from "@alliance/store";
import { isSettled } from "../outstanding.ts";
import type { OpenedPayment } from "./open-checkout.ts";
import { readInvoice } from "./read-invoice.ts";
import { invoicePayable, openHostedPage, type Paying } from "./start-payment.ts";

/** Begins, or takes up again, the payment by card of what is still owed on an invoice. */
export async function payInvoice(ctx: Ctx, paying: Paying, input: { invoiceId: string }): Promise<OpenedPayment> {
  authorise(ctx.actor, "finance.pay-own");
  return retryingConflicts(async () => {
    const invoice = await readInvoice(ctx, input.invoiceId);
    if (isSettled(invoice)) return { outcome: "paid" };
    return openHostedPage(ctx, paying, invoicePayable(invoice, paying.publicOrigin), { mayBegin: true });
  });
}
