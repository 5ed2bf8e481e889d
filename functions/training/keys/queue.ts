import type { Key, Pattern, Put, Stored } from "@alliance/store";
import type { Queue, QueueEntry, Waiting } from "../schema/queue.ts";
import type { PoolId } from "../schema/topics.ts";
import { sessionPk } from "./session.ts";

type Who = Pick<QueueEntry, "sessionId" | "poolId" | "bookedBy">;

export const queueKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: "queue" });

export const queuePut = (sessionId: string, queue: Queue, before: Stored<Queue> | undefined): Put => ({
  key: queueKey(sessionId),
  entity: "training.queue",
  version: (before?.version ?? 0) + 1,
  data: queue,
});

export const entryKey = ({ sessionId, poolId, bookedBy }: Who): Key => ({
  pk: sessionPk(sessionId),
  sk: `entry#${poolId}#${bookedBy}`,
});

export const entryPut = (entry: QueueEntry, version: number): Put => ({
  key: entryKey(entry),
  entity: "training.queue-entry",
  version,
  data: entry,
  ...(isInQueue(entry) ? { gsi1: { pk: entriesOf(entry.bookedBy).pk, sk: entry.entryId } } : {}),
});

export const isInQueue = (entry: QueueEntry | undefined): boolean =>
  entry?.status === "waiting" || entry?.status === "offered";

/** Where somebody waits or was offered places, what they joined last first. */
export const entriesOf = (personId: string): Pattern => ({
  index: "gsi1",
  pk: `person-queue#${personId}`,
  descending: true,
  limit: 100,
});

export const waitingKey = ({ sessionId, poolId, isFirst, entryId }: Waiting): Key => ({
  pk: sessionPk(sessionId),
  sk: `waiting#${poolId}#${isFirst ? 0 : 1}#${entryId}`,
});

/** Whoever waits longest first; ids sort by the time they were made. */
export const waitingIn = (sessionId: string, poolId: PoolId): Pattern => ({
  pk: sessionPk(sessionId),
  skPrefix: `waiting#${poolId}#`,
  limit: 100,
});

export const waitingPut = (waiting: Waiting): Put => ({
  key: waitingKey(waiting),
  entity: "training.waiting",
  version: 1,
  data: waiting,
});
