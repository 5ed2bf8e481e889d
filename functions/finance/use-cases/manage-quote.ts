import { authorise, canFor } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, next, retryingConflicts, type Stored } from "@alliance/store";
import { orderKey, waitingIndex } from "../keys.ts";
import { type Invoice, Order } from "../schema.ts";
import { isOpen, isQuoted } from "./open-quote.ts";
import { type QuotedOrder, quoteSentDraft } from "./quote-order.ts";
import { invoiceOfOrder } from "./read-order.ts";

/** A quote for those who look after it: whoever applied, the school's lead, head and finance, and our finance team. */
export async function readQuote(
  ctx: Ctx,
  orderId: string,
): Promise<{ readonly order: Stored<QuotedOrder>; readonly invoice: Invoice | undefined }> {
  authorise(ctx.actor, "finance.pay-own");
  const order = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
  const { actor } = ctx;
  const isApplicant = actor.kind === "person" && actor.personId === order?.data.applicantId;
  if (!isQuoted(order) || !(isApplicant || canFor(actor, "finance.read-own", order.data.organisationId))) {
    throw new Problem("not-found", "We cannot find that quote.");
  }
  return { order, invoice: await invoiceOfOrder(ctx, orderId) };
}

/** So many letters about one quote are a mistake, or somebody's game with a stranger's mailbox. */
const maxLinks = 10;

const over = () => new Problem("conflict", "This quote was answered, or has run out. There is nothing to send.");

/** Sends the quote again with a fresh link; the link of the letter before ends in the same moment. */
export const sendQuoteAgain = (
  ctx: Ctx,
  input: { readonly orderId: string },
): Promise<{ readonly linkNumber: number }> =>
  retryingConflicts(async () => {
    const { order } = await readQuote(ctx, input.orderId);
    if (!isOpen(order.data, ctx.clock.now())) throw over();
    const { revokedAt: _, ...quote } = order.data.quote;
    if (quote.linkNumber >= maxLinks) {
      throw new Problem("too-many", `This quote was sent ${maxLinks} times. Please write to us instead.`);
    }
    const data: QuotedOrder = { ...order.data, quote: { ...quote, linkNumber: quote.linkNumber + 1 } };
    await commit(ctx, {
      put: [{ ...next(order), entity: "finance.order", data, ...waitingIndex(data) }],
      emit: [{ pk: order.key.pk, event: quoteSentDraft(data) }],
    });
    return { linkNumber: data.quote.linkNumber };
  });

/** Closes the link: for a letter that went to the wrong person. The quote waits on, and can be sent again. */
export const revokeQuoteLink = (ctx: Ctx, input: { readonly orderId: string }): Promise<"revoked" | "revoked-before"> =>
  retryingConflicts(async () => {
    const { order } = await readQuote(ctx, input.orderId);
    const { orderId, organisationId, quote } = order.data;
    if (quote.revokedAt !== undefined) return "revoked-before";
    const data: QuotedOrder = { ...order.data, quote: { ...quote, revokedAt: ctx.clock.now() } };
    const revoked = { orderId, organisationId, linkNumber: quote.linkNumber };
    await commit(ctx, {
      put: [{ ...next(order), entity: "finance.order", data, ...waitingIndex(data) }],
      emit: [{ pk: order.key.pk, event: draft(finance.quoteRevoked, revoked, organisationId) }],
    });
    return "revoked";
  });
