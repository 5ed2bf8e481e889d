import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { type WayOfDates, waysOf } from "../bookings/ways-of.ts";
import { seriesKey } from "../keys/series.ts";
import { Series } from "../schema/series.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { readAround } from "../seating/around.ts";
import { poolsNow } from "../seating/pools-now.ts";
import { type PoolLeft, poolsLeft } from "../sessions/availability.ts";
import { isBookable } from "../sessions/read-sessions.ts";

export interface DateToBook {
  readonly session: Session;
  readonly left: readonly PoolLeft[];
  /** None where every place is taken: one waits for each date by itself. */
  readonly openPools: readonly PoolId[];
}

export interface SeriesToBook {
  readonly series: Series;
  /** Those that can still be booked, in their order. */
  readonly dates: readonly DateToBook[];
  /** With a price for each of these dates. */
  readonly ways: readonly WayOfDates[];
}

/** The dates of a series that can still be booked, together or some of them. Nothing is decided by it. */
export async function readSeriesToBook(ctx: Ctx, seriesId: string): Promise<SeriesToBook> {
  authorise(ctx.actor, "training.book");
  const series = (await ctx.table.get(seriesKey(seriesId), Series))?.data;
  if (series === undefined) throw new Problem("not-found", "We cannot find that series.");
  const around = await readAround(
    ctx,
    series.sessionIds.map((sessionId) => ({ sessionId })),
  );
  const sessions = [...around.sessions.values()]
    .filter((session) => isBookable(session, ctx.clock.now()))
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  if (sessions.length === 0) {
    throw new Problem("gone", `No date of “${series.title}” can be booked any more.`);
  }
  const dates = sessions.map((session) => ({
    session,
    left: poolsLeft(around, session),
    openPools: poolsNow(around, session).openPools,
  }));
  return { series, dates, ways: await waysOf(ctx, sessions) };
}
