import { Conflict, type Ctx, commit, type Put } from "@alliance/store";
import { exceptionIndex, exceptionKey } from "../keys.ts";
import type { FinanceException } from "../schema.ts";
import { type StripeCause, stripeEffect } from "./stripe-effect.ts";

/** One exception for one piece of money, or for one session where there is none. */
export const exceptionPut = (exception: FinanceException): Put => ({
  key: exceptionKey(exception.paymentIntentId ?? exception.sessionId),
  entity: "finance.exception",
  version: 1,
  data: exception,
  ...exceptionIndex(exception),
});

/** Puts something in front of a person of the finance team, once. */
export async function raiseException(
  ctx: Ctx,
  exception: Omit<FinanceException, "exceptionId" | "raisedAt">,
  because?: StripeCause,
): Promise<"raised" | "raised-before"> {
  const whole = { ...exception, exceptionId: ctx.ids.next("exc"), raisedAt: ctx.clock.now() };
  try {
    await commit(ctx, { put: [exceptionPut(whole), ...stripeEffect(ctx, because, "raised")] });
    return "raised";
  } catch (error) {
    if (error instanceof Conflict) return "raised-before";
    throw error;
  }
}
