import { actorId } from "@alliance/core";
import type { DomainEvent, training } from "@alliance/events";
import { type Ctx, commit, type Stored } from "@alliance/store";
import type * as z from "zod";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { orderKey } from "../keys.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { allocationPostings, postingRuleVersion } from "../ledger/posting.ts";
import { type Credit, Order } from "../schema.ts";
import { changedCredit, loadCredit } from "./credit-put.ts";
import { issueInvoice } from "./issue-invoice.ts";

type Confirmed = z.infer<typeof training.bookingConfirmed.data>;

/**
 * Money came after its order had run out, and the places were still to be had: the order gets its invoice after all, paid
 * with that money, in one commit. Money that staff used or gave back meanwhile leaves an invoice to be paid.
 */
export const invoiceLateBooking = (
  ctx: WorkerCtx,
  { data: { bookingId, creditId } }: DomainEvent<Confirmed>,
): Promise<"invoiced" | "left"> => {
  const transactionId = ctx.ids.next("ltx");
  return untilWritten(ctx, async () => {
    if (creditId === undefined) return "left";
    const order = await ctx.table.get(orderKey(bookingId), Order, { consistent: true });
    if (order?.data.state !== "expired") return "left";
    await commitLate(ctx, order, await loadCredit(ctx, creditId), transactionId);
    return "invoiced";
  });
};

async function commitLate(
  ctx: Ctx,
  order: Stored<Order>,
  credit: Stored<Credit>,
  transactionId: string,
): Promise<void> {
  const { totalPence, orderId } = order.data;
  const { paymentIntentId, remainingPence, refund, receivedAt, allocations, creditId } = credit.data;
  const isFree = refund?.state !== "requested" && remainingPence >= totalPence;
  const { invoice, puts, postings, event } = await issueInvoice(
    ctx,
    order,
    isFree ? { paymentIntentId, receivedAt } : undefined,
  );
  const [at, by] = [ctx.clock.now(), actorId(ctx.actor)];
  const { invoiceId, number } = invoice;
  const used: Credit = {
    ...credit.data,
    remainingPence: remainingPence - totalPence,
    allocations: [...allocations, { invoiceId, invoiceNumber: number, amountPence: totalPence, at, by }],
  };
  const evidence = {
    ...{ ruleVersion: postingRuleVersion, actor: by, orderId, invoiceId, documentNumber: number },
    ...(isFree ? { paymentIntentId, creditId } : {}),
  };
  const moved = isFree ? [...postings, ...allocationPostings(totalPence)] : postings;
  await commit(ctx, {
    put: [
      ...puts,
      ...(isFree ? await changedCredit(ctx, credit, used) : []),
      ...ledgerPut({ transactionId, postedAt: at, postings: moved, evidence }),
    ],
    emit: [{ pk: order.key.pk, event }],
  });
}
