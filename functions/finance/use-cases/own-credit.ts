import { authorise } from "@alliance/auth";
import { actorId } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { creditPut, loadCredit } from "./credit-put.ts";

/** Somebody of the finance team looks after some money on account; whoever says so last. */
export const ownCredit = (ctx: Ctx, input: { readonly creditId: string }): Promise<void> => {
  authorise(ctx.actor, "finance.allocate");
  return retryingConflicts(async () => {
    const stored = await loadCredit(ctx, input.creditId);
    const owner = actorId(ctx.actor);
    if (stored.data.owner === owner) return;
    await commit(ctx, { put: [creditPut({ ...stored.data, owner }, stored.version + 1)] });
  });
};
