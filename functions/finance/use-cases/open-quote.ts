import { openLetterSecret } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import { orderKey } from "../keys.ts";
import { type Invoice, Order } from "../schema.ts";
import type { QuotedOrder } from "./quote-order.ts";
import { invoiceOfOrder } from "./read-order.ts";

/** What the secret of a quote's letter was made for. */
export const quotePurpose = "quote";
export const quoteOpens = (orderId: string, linkNumber: number): string => `${orderId}.${linkNumber}`;

const ended = () =>
  new Problem(
    "not-found",
    "This link does not open a quote any more. If we have sent you a newer email, use the link in that one. Otherwise ask whoever applied at your school to send the quote again.",
  );

export interface OpenedQuote {
  readonly order: Stored<QuotedOrder>;
  /** Once it was answered, or paid. */
  readonly invoice: Invoice | undefined;
}

export const isQuoted = (order: Stored<Order> | undefined): order is Stored<QuotedOrder> =>
  order?.data.quote !== undefined;

/**
 * The quote behind a letter's link. Whoever has the link is let in; one that is wrong, old or revoked opens nothing,
 * and takes as many reads to say so as a right one.
 */
export async function openQuote(ctx: Ctx, secret: string): Promise<OpenedQuote> {
  const link = await openLetterSecret(ctx, quotePurpose, secret);
  const [orderId = "", linkNumber] = (link?.opens ?? "").split(".");
  const order = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
  const invoice = await invoiceOfOrder(ctx, orderId);
  if (!isQuoted(order) || link === undefined || link.expiresAt <= ctx.clock.now()) throw ended();
  const { quote } = order.data;
  if (quote.revokedAt !== undefined || String(quote.linkNumber) !== linkNumber) throw ended();
  return { order, invoice };
}

/** Can it still be answered? The sweep ends it some minutes after its last day. */
export const isOpen = ({ state, payBy }: Order, now: string): boolean => state === "quoted" && now < payBy;

/** Who acts when somebody without an account does: the link stands for them in the audit trail. */
export const byLink = <C extends Ctx>(ctx: C): C => ({ ...ctx, actor: { kind: "system", context: "quote-link" } });
