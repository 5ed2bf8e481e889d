import { Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import { sessionKey } from "../keys/session.ts";
import { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";

/** Sessions as they are now, in the order of their ids; throws where one is missing. */
export const readSessions = async (ctx: Ctx, sessionIds: readonly string[]): Promise<readonly Session[]> =>
  (await storedSessions(ctx, sessionIds)).map(({ data }) => data);

/** The same with their versions: for a commit that relies on a session being as it was read. */
export async function storedSessions(ctx: Ctx, sessionIds: readonly string[]): Promise<readonly Stored<Session>[]> {
  const found = await ctx.table.getMany(sessionIds.map(sessionKey), Session, { consistent: true });
  return found.map((stored, at) => {
    if (stored === undefined) throw new Error(`${sessionIds[at]} is missing`);
    return stored;
  });
}

export const capacityOf = ({ pools }: Session, poolId: PoolId): number =>
  pools.find((pool) => pool.poolId === poolId)?.capacity ?? 0;

export const isBookable = ({ status, startsAt, bookingClosesAt }: Session, now: string): boolean =>
  status === "published" && now < startsAt && now < bookingClosesAt;

/** Whether anybody may still book or wait; throws what to tell them, else. */
export function assertBookable(session: Session | undefined, now: string): asserts session is Session {
  const isShown = session && session.status !== "draft" && session.status !== "scheduled";
  if (!isShown) throw new Problem("not-found", "We cannot find that session.");
  if (session.status === "cancelled") {
    throw new Problem("gone", `“${session.title}” has been cancelled, so it cannot be booked. Nothing was charged.`);
  }
  if (session.status === "completed" || now >= session.startsAt) {
    throw new Problem("gone", `“${session.title}” has begun or is over, so it cannot be booked any more.`);
  }
  if (now >= session.bookingClosesAt) {
    throw new Problem("gone", `Booking for “${session.title}” has closed. Write to us if you still want to come.`);
  }
}
