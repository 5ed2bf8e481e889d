import { authorise } from "@alliance/auth";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { queueKey, queuePut } from "../keys/queue.ts";
import { sessionPk, sessionPuts } from "../keys/session.ts";
import { Queue } from "../schema/queue.ts";
import type { Session } from "../schema/session.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { currentSession } from "./read-desk.ts";
import { assertDecidable } from "./reschedule-session.ts";

export interface Calling {
  readonly basedOn: number;
  /** For everybody who booked or waits. */
  readonly reason: string;
}

/**
 * Calls a published session off: one decision, in one commit. What was booked ends afterwards, page by page, and what it
 * cost is given back. The queue is written too, as it is: who joins it at this moment looks again and is told.
 */
export async function cancelSession(ctx: Ctx, sessionId: string, { basedOn, reason }: Calling): Promise<Session> {
  authorise(ctx.actor, "training.manage");
  return retryingConflicts(async () => {
    const stored = await currentSession(ctx, sessionId);
    const queue = await ctx.table.get(queueKey(sessionId), Queue, { consistent: true });
    const now = ctx.clock.now();
    assertDecidable(stored, basedOn, now);
    const after: Session = {
      ...stored.data,
      ...{ status: "cancelled", changedAt: now, cancelled: { at: now, reason } },
      calendarSequence: stored.data.calendarSequence + 1,
    };
    const event = draft(training.sessionCancelled, { session: factsOf(after) });
    await commit(ctx, {
      put: [...sessionPuts(after, stored.version + 1), queuePut(sessionId, queue?.data ?? { waiting: {} }, queue)],
      emit: [{ pk: sessionPk(sessionId), event }],
    });
    return after;
  });
}
