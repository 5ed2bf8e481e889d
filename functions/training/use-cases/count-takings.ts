import { Conflict, type Ctx, commit } from "@alliance/store";
import { bookingsOfSession } from "../bookings/bookings-of-session.ts";
import { placesLeftKey } from "../keys/seat.ts";
import { publishedPattern } from "../keys/session.ts";
import { keptOf, takingsKey, takingsPut } from "../keys/takings.ts";
import { PlacesLeft } from "../schema/seat.ts";
import { Listing } from "../schema/session.ts";
import { Kept, Takings } from "../schema/takings.ts";

/** Sessions that one run looks at, a page each, and counts anew; the next run is ten minutes later. */
const [pageSize, mostPages, mostCounted] = [100, 3, 20];

/** By the clock: counts what sessions brought in whose seats were counted since. May run twice at once. */
export async function countTakings(ctx: Ctx): Promise<{ readonly counted: number }> {
  const sessions: Listing[] = [];
  let cursor: string | undefined;
  for (let page = 0; page === 0 || (page < mostPages && cursor !== undefined); page++) {
    const read = await ctx.table.query(
      { ...publishedPattern, limit: pageSize, ...(cursor ? { cursor } : {}) },
      Listing,
    );
    sessions.push(...read.items.map(({ data }) => data));
    cursor = read.cursor;
  }
  const [left, takings] = await Promise.all([
    ctx.table.getMany(
      sessions.map(({ sessionId }) => placesLeftKey(sessionId)),
      PlacesLeft,
    ),
    ctx.table.getMany(
      sessions.map(({ sessionId }) => takingsKey(sessionId)),
      Takings,
    ),
  ]);
  const stale = sessions.filter((_, at) => {
    const seats = left[at]?.data.countedAt;
    return seats !== undefined && seats >= (takings[at]?.data.countedAt ?? "");
  });
  for (const session of stale.slice(0, mostCounted)) await countTakingsOf(ctx, session);
  return { counted: Math.min(stale.length, mostCounted) };
}

/** Counts one session anew. What was counted before is read first: of two counts the later one stands. */
export async function countTakingsOf(ctx: Ctx, session: Pick<Listing, "sessionId" | "pools">): Promise<void> {
  const { sessionId } = session;
  const before = await ctx.table.get(takingsKey(sessionId), Takings, { consistent: true });
  const countedAt = ctx.clock.now();
  const counted: Takings = { sessionId, bookedNetPence: 0, keptNetPence: 0, countedAt };
  let cursor: string | undefined;
  do {
    const page = await bookingsOfSession(ctx, session, cursor);
    for (const { stored, places } of page.bookings) {
      if (stored.data.status !== "confirmed") continue;
      counted.bookedNetPence += places.reduce((sum, { netPence }) => sum + netPence, 0);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  counted.keptNetPence = await keptPenceOf(ctx, sessionId);
  try {
    await commit(ctx, { put: [takingsPut(counted, before)] });
  } catch (error) {
    // Somebody else counted at the same moment.
    if (!(error instanceof Conflict)) throw error;
  }
}

async function keptPenceOf(ctx: Ctx, sessionId: string): Promise<number> {
  let sum = 0;
  let cursor: string | undefined;
  do {
    const page = await ctx.table.query({ ...keptOf(sessionId), ...(cursor ? { cursor } : {}) }, Kept);
    for (const { data } of page.items) sum += data.netPence;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return sum;
}
