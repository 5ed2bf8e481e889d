import { readContact, readPerson } from "@alliance/auth";
import { type Ctx, retryingConflicts } from "@alliance/store";
import { isSettled } from "../outstanding.ts";
import type { Order } from "../schema.ts";
import type { OpenedPayment } from "./open-checkout.ts";
import { byLink, isOpen, openQuote } from "./open-quote.ts";
import { invoicePayable, openHostedPage, orderPayable, type Paying } from "./start-payment.ts";

async function payersEmail(ctx: Ctx, { financeContactId, applicantId }: Order): Promise<string | undefined> {
  if (financeContactId === undefined) return (await readPerson(ctx, applicantId))?.email;
  return (await readContact(ctx.table, financeContactId))?.data.email;
}

/**
 * A finance office that cannot pay by purchase order pays its quote, or the invoice that came of it, by card. The
 * provider is never told the link's secret: it sends whoever paid to an address that finds the way back by a cookie.
 */
export const payQuote = (ctx: Ctx, paying: Paying, input: { readonly secret: string }): Promise<OpenedPayment> =>
  retryingConflicts(async () => {
    const { order, invoice } = await openQuote(ctx, input.secret);
    if (invoice && isSettled(invoice)) return { outcome: "paid" };
    const payable = invoice
      ? invoicePayable(invoice, paying.publicOrigin)
      : orderPayable(order.data, await payersEmail(ctx, order.data), paying.publicOrigin);
    const back = `${paying.publicOrigin}/quotes/back`;
    const urls = { successUrl: `${back}?paid=1`, cancelUrl: `${back}?cancelled=1` };
    const mayBegin = invoice !== undefined || isOpen(order.data, ctx.clock.now());
    return openHostedPage(byLink(ctx), paying, { ...payable, ...urls }, { mayBegin });
  });
