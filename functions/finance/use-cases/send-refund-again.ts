import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import * as z from "zod";
import type { Sending } from "../refunds/refund-wish.ts";
import type { Credit } from "../schema.ts";
import { refundDue } from "./approve-refund.ts";
import { creditPut, loadCredit } from "./credit-put.ts";
import { eventsOf, sentPut, withSending } from "./settle-refund.ts";

async function approved(ctx: Ctx, creditId: string): Promise<Stored<Credit>> {
  const stored = await loadCredit(ctx, creditId);
  if (stored.data.refund?.state !== "approved") throw new Problem("conflict", "This refund is not approved.");
  const { state } = stored.data.refund.sending ?? {};
  if (state === "sent") throw new Problem("conflict", "This money has gone back already.");
  if (state === "pending") throw new Problem("conflict", "This money is on its way back. Wait for the bank's answer.");
  return stored;
}

/**
 * Asks Stripe again. After a failure that is a new attempt; while there was no answer yet it is the same one, under the
 * same key, so that it cannot go twice. What was approved before Stripe was asked by us begins here.
 */
export const sendRefundAgain = (
  ctx: Ctx,
  input: { readonly creditId: string },
): Promise<{ readonly attempt: number }> => {
  authorise(ctx.actor, "finance.allocate");
  return retryingConflicts(async () => {
    const stored = await approved(ctx, input.creditId);
    const before = stored.data.refund?.sending;
    const attempt = (before?.attempt ?? 0) + (before?.state === "asked" ? 0 : 1);
    const sending: Sending = { attempt, by: "card", state: "asked", at: ctx.clock.now() };
    await commit(ctx, {
      put: [creditPut(withSending(stored.data, sending), stored.version + 1)],
      emit: [refundDue(stored, attempt)],
    });
    return { attempt };
  });
};

export const BankReference = z
  .string("Enter the reference of the bank transfer")
  .trim()
  .min(3, "Enter the reference of the bank transfer")
  .max(60, "Reference must be 60 characters or fewer");

/** Money that could not go back to the card was sent by bank transfer; whoever sent it says so, with its reference. */
export const markRefundSent = (
  ctx: Ctx,
  input: { readonly creditId: string; readonly reference: string },
): Promise<"sent"> => {
  authorise(ctx.actor, "finance.allocate");
  const transactionId = ctx.ids.next("ltx");
  return retryingConflicts<"sent">(async () => {
    const stored = await approved(ctx, input.creditId);
    const { sending, amountPence = 0 } = stored.data.refund ?? {};
    if (sending?.state === "asked") {
      throw new Problem(
        "conflict",
        "Stripe was asked to give it back and has not answered yet. Look again in a minute.",
      );
    }
    const [at, sentBy, reference] = [ctx.clock.now(), actorId(ctx.actor), input.reference];
    const attempt = (sending?.attempt ?? 0) + 1;
    const credit = withSending(stored.data, { attempt, by: "bank", state: "sent", at, reference, sentBy });
    await commit(ctx, {
      put: [creditPut(credit, stored.version + 1), ...sentPut(ctx, credit, amountPence, transactionId)],
      emit: eventsOf(credit).map((event) => ({ pk: stored.key.pk, event })),
    });
    return "sent";
  });
};
