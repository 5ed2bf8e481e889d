import { plusSeconds } from "@alliance/core";
import { Conflict, type Ctx, commit, type Stored } from "@alliance/store";
import { dueCounts, placesLeftKey, placesLeftPut } from "../keys/seat.ts";
import { sessionKey } from "../keys/session.ts";
import { PlacesLeft } from "../schema/seat.ts";
import { Session } from "../schema/session.ts";
import { readSeats } from "./read-seats.ts";

/** A commit takes effect at most this long after the time that its event bears. */
const surelyCommittedSeconds = 60;
/** Seats that are taken one after the other are counted together. */
const countEverySeconds = 10;

/** The counted seats of a session, and who relies on them must ask the seats themselves. */
export const placesLeftOf = (ctx: Ctx, sessionId: string): Promise<Stored<PlacesLeft> | undefined> =>
  ctx.table.get(placesLeftKey(sessionId), PlacesLeft, { consistent: true });

/**
 * Counts the seats of a session anew. What was counted before is read first: so of two counts the later one stands,
 * and a seat that came free before an event was told is never missed.
 */
export async function countPlaces(ctx: Ctx, sessionId: string, isDue: boolean): Promise<PlacesLeft | undefined> {
  const [before, session] = await Promise.all([
    placesLeftOf(ctx, sessionId),
    ctx.table.get(sessionKey(sessionId), Session, { consistent: true }),
  ]);
  if (session === undefined) return undefined;
  const countedAt = ctx.clock.now();
  const counted: PlacesLeft = { sessionId, pools: {}, countedAt, isDue };
  for (const { poolId, capacity } of session.data.pools) {
    const seats = await readSeats(ctx, sessionId, poolId);
    const taken = seats.filter(({ data }) => data.state === "taken").length;
    counted.pools[poolId] = { taken, left: Math.max(0, capacity - seats.length) };
  }
  await commit(ctx, { put: [placesLeftPut(counted, before)] });
  return counted;
}

/** After an event: unless it was counted since, or a moment ago with another count to come. */
export async function countAfter(ctx: Ctx, sessionId: string, occurredAt: string, mayWait: boolean) {
  const before = (await placesLeftOf(ctx, sessionId))?.data;
  if (before && before.countedAt > plusSeconds(occurredAt, surelyCommittedSeconds)) return "counted-since";
  const isFresh = before?.isDue && ctx.clock.now() < plusSeconds(before.countedAt, countEverySeconds);
  if (mayWait && isFresh) return "will-be-counted";
  await countPlaces(ctx, sessionId, true);
  return "counted";
}

/** By the clock: those where something may have happened after they were counted. */
export async function countDue(ctx: Ctx): Promise<number> {
  const { items } = await ctx.table.query({ ...dueCounts, limit: 100 }, PlacesLeft);
  const due = items.filter(({ data }) => ctx.clock.now() >= plusSeconds(data.countedAt, countEverySeconds));
  for (const { data } of due) await countUnlessBeaten(ctx, data.sessionId, false);
  return due.length;
}

/** Somebody looked at every seat and none was left: the next ones need not. */
export const noteFull = (ctx: Ctx, { sessionId }: Session): Promise<void> => countUnlessBeaten(ctx, sessionId, true);

async function countUnlessBeaten(ctx: Ctx, sessionId: string, isDue: boolean): Promise<void> {
  try {
    await countPlaces(ctx, sessionId, isDue);
  } catch (error) {
    // Somebody else counted at the same moment.
    if (!(error instanceof Conflict)) throw error;
  }
}
