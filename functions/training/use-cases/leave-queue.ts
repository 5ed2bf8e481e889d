import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { entryKey, entryPut, queueKey, queuePut, waitingKey } from "../keys/queue.ts";
import { sessionPk } from "../keys/session.ts";
import { queueWith, whoWaits } from "../queue/enter.ts";
import { Queue, QueueEntry } from "../schema/queue.ts";
import type { PoolId } from "../schema/topics.ts";

/** Somebody does not wait any more. What was offered to them already is declined by its booking. */
export const leaveQueue = (
  ctx: Ctx,
  { sessionId, poolId }: { readonly sessionId: string; readonly poolId: PoolId },
): Promise<"left" | "not-waiting"> =>
  retryingConflicts(async () => {
    const who = { sessionId, poolId, bookedBy: personOf(ctx).personId };
    const [stored, queue] = await Promise.all([
      ctx.table.get(entryKey(who), QueueEntry, { consistent: true }),
      ctx.table.get(queueKey(sessionId), Queue, { consistent: true }),
    ]);
    if (stored === undefined) throw new Problem("not-found", "You do not wait for places of that session.");
    const entry = stored.data;
    if (entry.status === "offered") {
      throw new Problem("conflict", "Places have been offered to you. Take them up, or decline them.");
    }
    if (entry.status !== "waiting" || queue === undefined) return "not-waiting";
    const data = { ...whoWaits(entry), sessionId, poolId };
    await commit(ctx, {
      put: [
        entryPut({ ...entry, status: "left" }, stored.version + 1),
        queuePut(sessionId, queueWith(queue.data, poolId, -1), queue),
      ],
      remove: [{ key: waitingKey(entry), version: 1 }],
      emit: [{ pk: sessionPk(sessionId), event: draft(training.queueLeft, data, entry.organisationId) }],
    });
    return "left";
  });
