import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { queueKey } from "../keys/queue.ts";
import { placesLeftKey } from "../keys/seat.ts";
import { Queue } from "../schema/queue.ts";
import { PlacesLeft } from "../schema/seat.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import type { Around } from "../seating/around.ts";

/** What is left of a pool, as pages say it. For those who wait first: then there is nothing left for anybody else. */
export interface PoolLeft {
  readonly poolId: PoolId;
  readonly capacity: number;
  readonly left: number;
}

type Sized = Pick<Session, "sessionId" | "pools">;

/** Of a session whose seats nobody counted yet, nothing is taken. */
export const poolsLeft = ({ queues, left }: Omit<Around, "sessions">, { sessionId, pools }: Sized): PoolLeft[] =>
  pools.map(({ poolId, capacity }) => {
    const peopleWait = (queues.get(sessionId)?.waiting[poolId] ?? 0) > 0;
    const counted = left.get(sessionId)?.pools[poolId]?.left ?? capacity;
    return { poolId, capacity, left: peopleWait ? 0 : Math.min(counted, capacity) };
  });

/** What is left of many sessions: a request for each fifty. */
export async function placesLeftOfAll(
  ctx: Ctx,
  sessions: readonly Sized[],
): Promise<ReadonlyMap<string, readonly PoolLeft[]>> {
  const keys = sessions.flatMap(({ sessionId }) => [queueKey(sessionId), placesLeftKey(sessionId)]);
  const found = await ctx.table.getMany(keys, z.unknown());
  const queues = new Map<string, Queue>();
  const left = new Map<string, PlacesLeft>();
  for (const [at, { sessionId }] of sessions.entries()) {
    const [queue, counted] = [found[2 * at], found[2 * at + 1]];
    if (queue) queues.set(sessionId, Queue.parse(queue.data));
    if (counted) left.set(sessionId, PlacesLeft.parse(counted.data));
  }
  return new Map(sessions.map((session) => [session.sessionId, poolsLeft({ queues, left }, session)]));
}
