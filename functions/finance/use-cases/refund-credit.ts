import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import * as z from "zod";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { postingRuleVersion, refundApprovedPostings } from "../ledger/posting.ts";
import type { RefundWish } from "../refunds/refund-wish.ts";
import type { Credit } from "../schema.ts";
import { changedCredit, creditPut, loadCredit } from "./credit-put.ts";

export const Reason = z
  .string("Enter a reason")
  .trim()
  .min(3, "Enter a reason, so that others understand it later")
  .max(500, "Reason must be 500 characters or fewer");

/** Somebody of the finance team asks that what is left of some money goes back to whoever paid it. */
export const requestRefund = (
  ctx: Ctx,
  input: { readonly creditId: string; readonly reason: string },
): Promise<"requested"> => {
  authorise(ctx.actor, "finance.allocate");
  return retryingConflicts<"requested">(async () => {
    const stored = await loadCredit(ctx, input.creditId);
    const { creditId, organisationId, remainingPence, refund } = stored.data;
    if (remainingPence === 0) throw new Problem("conflict", "Nothing of this money is left to be given back.");
    if (refund?.state === "requested") throw new Problem("conflict", "A refund of this money was asked for already.");
    const wish: RefundWish = {
      ...{ state: "requested", amountPence: remainingPence, reason: input.reason },
      ...{ requestedBy: actorId(ctx.actor), requestedAt: ctx.clock.now() },
    };
    const about = organisationId === undefined ? {} : { organisationId };
    const event = draft(finance.refundRequested, { creditId, ...about, amountPence: remainingPence }, organisationId);
    await commit(ctx, {
      put: [creditPut({ ...stored.data, refund: wish }, stored.version + 1)],
      emit: [{ pk: stored.key.pk, event }],
    });
    return "requested";
  });
};

export interface RefundDecision {
  readonly creditId: string;
  readonly isApproved: boolean;
  readonly reason: string;
}

/** That Stripe is to be asked; the worker does it, since no page of the console may call Stripe. */
export const refundDue = ({ key, data: { creditId, organisationId } }: Stored<Credit>, attempt: number) => ({
  pk: key.pk,
  event: draft(
    finance.refundDue,
    { creditId, ...(organisationId === undefined ? {} : { organisationId }), attempt },
    organisationId,
  ),
});

/**
 * Another person decides. Approved, the money leaves the account and is owed to whoever paid it until it has gone: Stripe is
 * asked to give it back to the card.
 */
export function decideRefund(ctx: Ctx, input: RefundDecision): Promise<"approved" | "refused"> {
  authorise(ctx.actor, "finance.allocate");
  const transactionId = ctx.ids.next("ltx");
  return retryingConflicts(async () => {
    const stored = await loadCredit(ctx, input.creditId);
    const { refund, organisationId, creditId } = stored.data;
    if (refund?.state !== "requested") throw new Problem("conflict", "No refund of this money waits for a decision.");
    if (refund.requestedBy === actorId(ctx.actor)) {
      throw new Problem("not-allowed", "You asked for this refund, so somebody else must decide it.");
    }
    const state = input.isApproved ? ("approved" as const) : ("refused" as const);
    const decidedAt = ctx.clock.now();
    const decided = { ...refund, state, decidedBy: actorId(ctx.actor), decidedAt, decision: input.reason };
    const sending = { attempt: 1, by: "card", state: "asked", at: decidedAt } as const;
    const wish: RefundWish = input.isApproved ? { ...decided, sending } : decided;
    const { amountPence } = refund;
    const remainingPence = stored.data.remainingPence - (input.isApproved ? amountPence : 0);
    const about = organisationId === undefined ? {} : { organisationId };
    await commit(ctx, {
      put: [
        ...(await changedCredit(ctx, stored, { ...stored.data, refund: wish, remainingPence })),
        ...(input.isApproved ? entryOf(ctx, stored.data, { amountPence, transactionId }) : []),
      ],
      emit: [
        {
          pk: stored.key.pk,
          event: draft(finance.refundDecided, { creditId, ...about, amountPence, decision: state }, organisationId),
        },
        ...(input.isApproved ? [refundDue(stored, sending.attempt)] : []),
      ],
    });
    return state;
  });
}

function entryOf(
  ctx: Ctx,
  { creditId, orderId, paymentIntentId }: Credit,
  { amountPence, transactionId }: { readonly amountPence: number; readonly transactionId: string },
) {
  const evidence = {
    ...{ ruleVersion: postingRuleVersion, actor: actorId(ctx.actor) },
    ...{ orderId, paymentIntentId, creditId },
  };
  const postings = refundApprovedPostings(amountPence);
  return ledgerPut({ transactionId, postedAt: ctx.clock.now(), postings, evidence });
}
