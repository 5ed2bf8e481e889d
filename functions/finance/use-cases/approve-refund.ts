import { actorId } from "@alliance/core";
import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, type Stored } from "@alliance/store";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { postingRuleVersion, refundApprovedPostings } from "../ledger/posting.ts";
import type { RefundWish } from "../refunds/refund-wish.ts";
import type { Credit } from "../schema.ts";
import { changedCredit, loadCredit } from "./credit-put.ts";

/** A wish that was decided in favour of it. */
export type ApprovedWish = Omit<RefundWish, "state" | "sending"> & { readonly decidedAt: string };

const about = ({ organisationId }: Credit) => (organisationId === undefined ? {} : { organisationId });

/** That Stripe is to be asked; the worker does it, since no page of the console may call Stripe. */
export const refundDue = ({ key, data }: Stored<Credit>, attempt: number) => ({
  pk: key.pk,
  event: draft(finance.refundDue, { creditId: data.creditId, ...about(data), attempt }, data.organisationId),
});

/** Approved, the money leaves the account and is owed to whoever paid it until it has gone: the worker asks Stripe. */
export async function commitApproval(
  ctx: Ctx,
  stored: Stored<Credit>,
  wish: ApprovedWish,
  transactionId: string,
): Promise<void> {
  const { creditId, orderId, paymentIntentId, organisationId, remainingPence } = stored.data;
  const { amountPence, decidedAt } = wish;
  const sending = { attempt: 1, by: "card", state: "asked", at: decidedAt } as const;
  const evidence = {
    ...{ ruleVersion: postingRuleVersion, actor: actorId(ctx.actor) },
    ...{ orderId, paymentIntentId, creditId },
  };
  const decided = { creditId, ...about(stored.data), amountPence, decision: "approved" as const };
  await commit(ctx, {
    put: [
      ...(await changedCredit(ctx, stored, {
        ...stored.data,
        refund: { ...wish, state: "approved", sending },
        remainingPence: remainingPence - amountPence,
      })),
      ...ledgerPut({ transactionId, postedAt: decidedAt, postings: refundApprovedPostings(amountPence), evidence }),
    ],
    emit: [
      { pk: stored.key.pk, event: draft(finance.refundDecided, decided, organisationId) },
      refundDue(stored, sending.attempt),
    ],
  });
}

/**
 * Money for something that we could not give goes back to its card by a rule, without two people. Once a credit; what
 * staff decide about meanwhile, or used already, stays theirs.
 */
export const giveBackByRule = (ctx: WorkerCtx, creditId: string, rule: string): Promise<"due" | "left"> => {
  const transactionId = ctx.ids.next("ltx");
  return untilWritten(ctx, async () => {
    const stored = await loadCredit(ctx, creditId);
    const { remainingPence: amountPence, refund } = stored.data;
    if (amountPence === 0 || refund?.state === "requested" || refund?.state === "approved") return "left";
    const [by, at] = [actorId(ctx.actor), ctx.clock.now()];
    const asked = { amountPence, reason: rule, requestedBy: by, requestedAt: at };
    await commitApproval(ctx, stored, { ...asked, decidedBy: by, decidedAt: at, decision: rule }, transactionId);
    return "due";
  });
};
