import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { buyerOf } from "../bookings/buyer-of.ts";
import { entryKey, isInQueue, queueKey, queuePut } from "../keys/queue.ts";
import { sessionKey } from "../keys/session.ts";
import { enter, joinedEvent, queueWith } from "../queue/enter.ts";
import { type Joining, Queue, QueueEntry, type Waiting } from "../schema/queue.ts";
import { Session } from "../schema/session.ts";
import { assertBookable, capacityOf } from "../sessions/read-sessions.ts";

export interface Joined {
  readonly outcome: "joined" | "in-queue-already";
  readonly entry: QueueEntry;
}

/** Somebody waits for places of a session. Whether any are free after all is looked at as soon as they have joined. */
export async function joinQueue(ctx: Ctx, input: Joining): Promise<Joined> {
  authorise(ctx.actor, "training.book");
  const buyer = await buyerOf(ctx, input);
  const entryId = ctx.ids.next("wai");
  return retryingConflicts(async () => {
    const { sessionId, poolId, places, all } = input;
    const [session, before, queue] = await Promise.all([
      ctx.table.get(sessionKey(sessionId), Session, { consistent: true }),
      ctx.table.get(entryKey({ ...input, bookedBy: buyer.bookedBy }), QueueEntry, { consistent: true }),
      ctx.table.get(queueKey(sessionId), Queue, { consistent: true }),
    ]);
    const now = ctx.clock.now();
    assertBookable(session?.data, now);
    assertPossible(session.data, input);
    if (before && isInQueue(before.data)) return { outcome: "in-queue-already", entry: before.data };
    const waiting: Waiting = { entryId, sessionId, poolId, ...buyer, places, all, isFirst: false, joinedAt: now };
    await commit(ctx, {
      put: [...enter(waiting, before), queuePut(sessionId, queueWith(queue?.data, poolId, 1), queue)],
      emit: [joinedEvent(waiting, session.data)],
    });
    return { outcome: "joined", entry: { ...waiting, status: "waiting" } };
  });
}

/** Nobody waits for what can never be. */
function assertPossible(session: Session, { poolId, places }: Joining): void {
  const most = Math.min(capacityOf(session, poolId), session.maxPlacesABooking, session.perSchoolQuota ?? places);
  if (most === 0) {
    throw new Problem("invalid-input", `“${session.title}” cannot be joined in that way. Choose how to take part.`);
  }
  if (places > most) {
    const message = `Wait for at most ${most} places of “${session.title}”`;
    throw new Problem("invalid-input", `${message}.`, [{ field: "places", message }]);
  }
}
