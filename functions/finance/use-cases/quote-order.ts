import { londonDateOf, plusDays } from "@alliance/core";
import { QuoteDocument } from "@alliance/documents/quote";
import { totalsOf } from "@alliance/documents/vat";
import { draft, type EventDraft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit } from "@alliance/store";
import { orderKey, waitingIndex } from "../keys.ts";
import type { Order, Quote } from "../schema.ts";
import { creditTermDays, quoteDays, quoteSeries, supplier } from "../supplier.ts";
import { takeNumber } from "./take-number.ts";

export type QuotedOrder = Order & { readonly quote: Quote };

/** The quote as paper: from its order, which does not change while it waits. */
export function quoteDocumentOf({ quote, billTo, beneficiary, lines, creditDays = creditTermDays }: QuotedOrder) {
  const { number, issuedOn, validUntil } = quote;
  const kind = "quote" as const;
  return QuoteDocument.parse({
    ...{ number, kind, issuedOn, validUntil, creditDays, supplier, billTo, beneficiary, lines },
    ...totalsOf(lines),
  });
}

/** That a letter with the quote's latest link is due. Ids only: the link's secret is made while the letter is written. */
export function quoteSentDraft(order: QuotedOrder): EventDraft {
  const { orderId, organisationId, applicantId, financeContactId, quote } = order;
  const to = financeContactId === undefined ? { applicantId } : { financeContactId, applicantId };
  const data = { orderId, organisationId, ...to, linkNumber: quote.linkNumber, document: quoteDocumentOf(order) };
  return draft(finance.quoteSent, data, organisationId);
}

/** Opens an order as quoted: no invoice, no entry in the ledger, and the term is held until the quote runs out. */
export async function commitQuote(ctx: Ctx, order: Order): Promise<void> {
  const { number, put } = await takeNumber(ctx, quoteSeries);
  const issuedOn = londonDateOf(order.openedAt);
  const validUntil = plusDays(issuedOn, quoteDays);
  const quoted: QuotedOrder = {
    ...order,
    state: "quoted",
    // The whole of its last day; in summer an hour more.
    payBy: `${plusDays(validUntil, 1)}T00:00:00.000Z`,
    quote: { number, issuedOn, validUntil, linkNumber: 1 },
  };
  const key = orderKey(order.orderId);
  await commit(ctx, {
    put: [put, { key, entity: "finance.order", version: 1, data: quoted, ...waitingIndex(quoted) }],
    emit: [{ pk: key.pk, event: quoteSentDraft(quoted) }],
  });
}
