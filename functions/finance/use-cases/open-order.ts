import { actorId } from "@alliance/core";
import type { DomainEvent } from "@alliance/events";
import { type Ctx, commit } from "@alliance/store";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { orderKey, waitingIndex } from "../keys.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { postingRuleVersion } from "../ledger/posting.ts";
import {
  type Application,
  type Charged,
  orderOfApplication,
  orderOfBooking,
  orderOfFee,
  type Payment,
  type Placed,
} from "../ordering/ordered.ts";
import { Order } from "../schema.ts";
import { issueInvoice } from "./issue-invoice.ts";
import { commitQuote } from "./quote-order.ts";

/**
 * What was applied for becomes an order: by invoice it is invoiced at once, by card it waits for its payment, by quote
 * for the finance office's answer.
 */
export const openOrder = (ctx: WorkerCtx, { data }: DomainEvent<Application>): Promise<"opened" | "opened-before"> =>
  open(ctx, orderOfApplication(data, ctx.clock.now()), data.payment);

/** The same of places that were booked. */
export const openBookingOrder = (ctx: WorkerCtx, { data }: DomainEvent<Placed>): Promise<"opened" | "opened-before"> =>
  open(ctx, orderOfBooking(data, ctx.clock.now()), data.payment);

/** The fee for a place nobody came to: invoiced at once, as what it was booked for is over. */
export const openFeeOrder = (ctx: WorkerCtx, { data }: DomainEvent<Charged>): Promise<"opened" | "opened-before"> =>
  open(ctx, orderOfFee(data, ctx.clock.now()), "invoice");

function open(ctx: WorkerCtx, order: Order, payment: Payment): Promise<"opened" | "opened-before"> {
  const { orderId, totalPence } = order;
  const transactionId = ctx.ids.next("ltx");
  return untilWritten(ctx, async () => {
    const known = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
    if (known) return "opened-before";
    if (payment === "card" && totalPence > 0) {
      // What was ordered told its timeline already that it is to be paid by card.
      await commit(ctx, {
        put: [{ key: orderKey(orderId), entity: "finance.order", version: 1, data: order, ...waitingIndex(order) }],
      });
      return "opened";
    }
    if (payment === "quote" && totalPence > 0) {
      await commitQuote(ctx, order);
      return "opened";
    }
    await commitInvoice(ctx, { data: order, version: 0 }, transactionId);
    return "opened";
  });
}

/** Issues the invoice of an order on credit terms, in one commit. */
export async function commitInvoice(
  ctx: Ctx,
  order: { readonly data: Order; readonly version: number },
  transactionId: string,
): Promise<void> {
  const { invoice, puts, postings, event } = await issueInvoice(ctx, order);
  const evidence = {
    ruleVersion: postingRuleVersion,
    actor: actorId(ctx.actor),
    orderId: invoice.orderId,
    invoiceId: invoice.invoiceId,
    documentNumber: invoice.number,
  };
  await commit(ctx, {
    put: [...puts, ...ledgerPut({ transactionId, postedAt: ctx.clock.now(), postings, evidence })],
    emit: [{ pk: orderKey(invoice.orderId).pk, event }],
  });
}
