import type { Change, Ctx, Put } from "@alliance/store";
import { entryKey, isInQueue, queueKey, queuePut } from "../keys/queue.ts";
import { type Booking, placesOf } from "../schema/booking.ts";
import { Queue, QueueEntry, type Waiting } from "../schema/queue.ts";
import type { Session } from "../schema/session.ts";
import { enter, joinedEvent, queueWith } from "./enter.ts";

type Emit = NonNullable<Change["emit"]>[number];

/** Whoever lost a booking waits before everybody else, for each session that is still to come: for the caller's commit. */
export async function headOfQueue(ctx: Ctx, booking: Booking, sessions: readonly Session[]) {
  const put: Put[] = [];
  const emit: Emit[] = [];
  const entryIds: string[] = [];
  for (const session of sessions) {
    if (session.status !== "published" || ctx.clock.now() >= session.startsAt) continue;
    const before = await ctx.table.get(queueKey(session.sessionId), Queue, { consistent: true });
    let queue = before?.data;
    for (const waiting of wishesAt(ctx, booking, session)) {
      const entry = await ctx.table.get(entryKey(waiting), QueueEntry, { consistent: true });
      if (isInQueue(entry?.data)) continue;
      queue = queueWith(queue, waiting.poolId, 1);
      put.push(...enter(waiting, entry));
      emit.push(joinedEvent(waiting, session));
      entryIds.push(waiting.entryId);
    }
    if (queue !== undefined && queue !== before?.data) put.push(queuePut(session.sessionId, queue, before));
  }
  return { put, emit, entryIds };
}

function wishesAt(ctx: Ctx, booking: Booking, { sessionId, pools }: Session): Waiting[] {
  const { organisationId, organisationName, bookedBy } = booking;
  return pools.flatMap(({ poolId }) => {
    const places = placesOf(booking).filter((place) => place.sessionId === sessionId && place.poolId === poolId).length;
    if (places === 0) return [];
    return {
      ...{ entryId: ctx.ids.next("wai"), sessionId, poolId, places, bookedBy, organisationName },
      ...(organisationId ? { organisationId } : {}),
      ...{ all: true, isFirst: true, joinedAt: ctx.clock.now() },
    };
  });
}
