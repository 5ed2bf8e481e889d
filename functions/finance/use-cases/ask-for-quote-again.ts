import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, next, retryingConflicts } from "@alliance/store";
import { waitingIndex } from "../keys.ts";
import { byLink, isOpen, openQuote } from "./open-quote.ts";

/**
 * A finance office opens a quote that has run out and asks for a new one. The term is free again by then, so it is the
 * applicant who must apply: they are written to, once.
 */
export const askForQuoteAgain = (
  ctx: Ctx,
  input: { readonly secret: string },
): Promise<"asked" | "asked-before" | "not-run-out"> =>
  retryingConflicts(async () => {
    const { order, invoice } = await openQuote(ctx, input.secret);
    const { orderId, organisationId, applicantId, beneficiary, quote } = order.data;
    if (invoice || isOpen(order.data, ctx.clock.now())) return "not-run-out";
    if (quote.renewalAskedAt !== undefined) return "asked-before";
    const { number } = quote;
    const data = { ...order.data, quote: { ...quote, renewalAskedAt: ctx.clock.now() } };
    const asked = { orderId, organisationId, organisationName: beneficiary.name, applicantId, number };
    await commit(byLink(ctx), {
      put: [{ ...next(order), entity: "finance.order", data, ...waitingIndex(data) }],
      emit: [{ pk: order.key.pk, event: draft(finance.quoteRenewalAsked, asked, organisationId) }],
    });
    return "asked";
  });
