import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import type { Put, Stored } from "@alliance/store";
import { entryPut, waitingPut } from "../keys/queue.ts";
import { sessionPk } from "../keys/session.ts";
import type { Queue, QueueEntry, Waiting } from "../schema/queue.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { factsOf } from "../sessions/facts-of.ts";

/** The queue with so many more, or fewer, who wait. */
export const queueWith = (queue: Queue | undefined, poolId: PoolId, more: number): Queue => {
  const waiting = (queue?.waiting[poolId] ?? 0) + more;
  if (waiting < 0) throw new RangeError(`nobody waits for ${poolId}`);
  return { waiting: { ...queue?.waiting, [poolId]: waiting } };
};

/** A new entry, and its place in the order; the queue's own item is the caller's. */
export function enter(waiting: Waiting, before: Stored<QueueEntry> | undefined): Put[] {
  return [entryPut({ ...waiting, status: "waiting" }, (before?.version ?? 0) + 1), waitingPut(waiting)];
}

export const whoWaits = ({ entryId, organisationId, organisationName, bookedBy }: Waiting) => ({
  ...{ entryId, organisationName, bookedBy },
  ...(organisationId ? { organisationId } : {}),
});

export function joinedEvent(waiting: Waiting, session: Session) {
  const { poolId, places, all, isFirst, organisationId } = waiting;
  const data = { ...whoWaits(waiting), session: factsOf(session), poolId, places, all, isFirst };
  return { pk: sessionPk(session.sessionId), event: draft(training.queueJoined, data, organisationId) };
}
