import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, next, retryingConflicts, type Stored } from "@alliance/store";
import * as z from "zod";
import { exceptionIndex, exceptionKey } from "../keys.ts";
import { FinanceException } from "../schema.ts";

/** What it is about: the payment, or the session where there was none. */
export const ExceptionSubject = z.string().min(1).max(200);

/** What was found out and done. For ourselves: never in an event or a log. */
export const ClosingNote = z
  .string("Enter what you found out and did")
  .trim()
  .min(3, "Enter what you found out and did, so that others understand it later")
  .max(500, "Note must be 500 characters or fewer");

/** An exception, open or closed, for the finance team. */
export async function readException(ctx: Ctx, subject: string): Promise<Stored<FinanceException>> {
  authorise(ctx.actor, "finance.read-any");
  const stored = await ctx.table.get(exceptionKey(subject), FinanceException, { consistent: true });
  if (stored === undefined) throw new Problem("not-found", "We cannot find that exception.");
  return stored;
}

/** Money on account closes its exception by itself, when nothing of it is left: then there is nothing to say here. */
export const closesItself = ({ creditId }: FinanceException): boolean => creditId !== undefined;

/** A person says that an exception without money on account is dealt with, and how. Once: the first to say so is kept. */
export function closeException(
  ctx: Ctx,
  { subject, note }: { readonly subject: string; readonly note: string },
): Promise<FinanceException> {
  authorise(ctx.actor, "finance.allocate");
  return retryingConflicts(async () => {
    const stored = await readException(ctx, subject);
    const { data: exception } = stored;
    if (closesItself(exception)) {
      throw new Problem(
        "conflict",
        "There is money on account in it. Decide about the money, and this closes by itself.",
      );
    }
    if (exception.resolvedAt !== undefined) throw new Problem("conflict", "Somebody else has closed it already.");
    const closed = { ...exception, resolvedAt: ctx.clock.now(), resolvedBy: actorId(ctx.actor), note };
    const { exceptionId, reason, orderId, organisationId } = exception;
    const event = draft(
      finance.exceptionClosed,
      { exceptionId, reason, ...(orderId ? { orderId } : {}), ...(organisationId ? { organisationId } : {}) },
      organisationId,
    );
    await commit(ctx, {
      put: [{ ...next(stored), entity: "finance.exception", data: closed, ...exceptionIndex(closed) }],
      emit: [{ pk: stored.key.pk, event }],
    });
    return closed;
  });
}
