import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import * as z from "zod";
import type { RefundWish } from "../refunds/refund-wish.ts";
import { commitApproval } from "./approve-refund.ts";
import { creditPut, loadCredit } from "./credit-put.ts";

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
    const decision = { decidedBy: actorId(ctx.actor), decidedAt: ctx.clock.now(), decision: input.reason };
    const decided = { ...refund, ...decision };
    if (input.isApproved) {
      await commitApproval(ctx, stored, decided, transactionId);
      return "approved";
    }
    const { amountPence } = refund;
    const about = organisationId === undefined ? {} : { organisationId };
    const told = { creditId, ...about, amountPence, decision: "refused" as const };
    await commit(ctx, {
      put: [creditPut({ ...stored.data, refund: { ...decided, state: "refused" } }, stored.version + 1)],
      emit: [{ pk: stored.key.pk, event: draft(finance.refundDecided, told, organisationId) }],
    });
    return "refused";
  });
}
