import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { queueKey } from "../keys/queue.ts";
import { Queue } from "../schema/queue.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { readSeats } from "../seating/read-seats.ts";

/** Whom a decision about a session concerns. */
export interface Reach {
  readonly bookings: number;
  readonly places: number;
  /** Places with somebody's name. */
  readonly named: number;
  /** Entries in its queue. */
  readonly waiting: number;
}

/** By the seats as they are now: one request for each hundred. For the alliance's own people. */
export async function readReach(
  ctx: Ctx,
  { sessionId, pools }: Pick<Session, "sessionId" | "pools">,
  of: PoolId | "all" = "all",
): Promise<Reach> {
  authorise(ctx.actor, "training.read-any");
  const queue = await ctx.table.get(queueKey(sessionId), Queue, { consistent: true });
  const bookings = new Set<string>();
  let [places, named] = [0, 0];
  for (const { poolId } of pools) {
    if (of !== "all" && poolId !== of) continue;
    for (const { data } of await readSeats(ctx, sessionId, poolId)) {
      if (data.state !== "taken") continue;
      bookings.add(data.bookingId);
      places++;
      if (data.delegate) named++;
    }
  }
  const waiting = Object.values(queue?.data.waiting ?? {}).reduce((sum, count) => sum + count, 0);
  return { bookings: bookings.size, places, named, waiting };
}
