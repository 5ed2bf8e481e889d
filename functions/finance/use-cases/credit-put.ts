import { Problem } from "@alliance/core";
import { type Ctx, next, type Put, type Stored } from "@alliance/store";
import { creditIndexes, creditKey, exceptionIndex, exceptionKey } from "../keys.ts";
import { Credit, FinanceException } from "../schema.ts";

export const creditPut = (credit: Credit, version: number): Put => ({
  key: creditKey(credit.creditId),
  entity: "finance.credit",
  version,
  data: credit,
  ...creditIndexes(credit),
});

export async function loadCredit(ctx: Ctx, creditId: string): Promise<Stored<Credit>> {
  const credit = await ctx.table.get(creditKey(creditId), Credit, { consistent: true });
  if (credit === undefined) throw new Problem("not-found", "We cannot find that money.");
  return credit;
}

/** The credit as it becomes; once nothing of it is left, what was raised for it is resolved in the same commit. */
export async function changedCredit(ctx: Ctx, stored: Stored<Credit>, credit: Credit): Promise<Put[]> {
  const puts = [creditPut(credit, stored.version + 1)];
  if (credit.remainingPence > 0) return puts;
  const key = exceptionKey(credit.paymentIntentId);
  const exception = await ctx.table.get(key, FinanceException, { consistent: true });
  // The same money can be on account twice: an overpayment, and what a credit note set free of the rest.
  if (exception === undefined || exception.data.creditId !== credit.creditId) return puts;
  const data = { ...exception.data, resolvedAt: ctx.clock.now() };
  return [...puts, { ...next(exception), entity: "finance.exception", data, ...exceptionIndex(data) }];
}
