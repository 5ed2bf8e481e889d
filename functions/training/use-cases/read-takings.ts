import { authorise } from "@alliance/auth";
import type { Pence } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { placesLeftKey } from "../keys/seat.ts";
import { allPattern } from "../keys/session.ts";
import { takingsKey } from "../keys/takings.ts";
import { PlacesLeft } from "../schema/seat.ts";
import { Listing } from "../schema/session.ts";
import { Takings } from "../schema/takings.ts";

export const termNames = ["autumn", "spring", "summer"] as const;
export type TermName = (typeof termNames)[number];

/** Calendar months of each term; the year in which the academic year begins, or the one after. */
const monthsOf: Readonly<Record<TermName, readonly (readonly [yearsLater: number, month: string])[]>> = {
  autumn: ["09", "10", "11", "12"].map((month) => [0, month]),
  spring: ["01", "02", "03", "04"].map((month) => [1, month]),
  summer: ["05", "06", "07", "08"].map((month) => [1, month]),
};

export interface SessionTakings {
  readonly session: Listing;
  readonly capacity: number;
  readonly taken: number;
  /** Net of VAT: what is booked, and what was kept of cancelled places. */
  readonly netPence: Pence;
}

export type YearTakings = Readonly<Record<TermName, readonly SessionTakings[]>>;

const mostAMonth = 300;

/** What was held, and is to come, in an academic year: by the months' lists and what was counted. For the alliance. */
export async function readTakings(ctx: Ctx, yearBegins: number): Promise<YearTakings> {
  authorise(ctx.actor, "training.read-any");
  const terms = await Promise.all(
    termNames.map(async (term) => {
      const months = monthsOf[term].map(([later, month]) => sessionsOf(ctx, `${yearBegins + later}-${month}`));
      return [term, await takingsOf(ctx, (await Promise.all(months)).flat())] as const;
    }),
  );
  return Object.fromEntries(terms) as unknown as YearTakings;
}

async function sessionsOf(ctx: Ctx, month: string): Promise<Listing[]> {
  const found: Listing[] = [];
  let cursor: string | undefined;
  do {
    const pattern = { ...allPattern, descending: false, skPrefix: month, limit: 100, ...(cursor ? { cursor } : {}) };
    const page = await ctx.table.query(pattern, Listing);
    found.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < mostAMonth);
  return found.filter(({ status }) => status !== "draft" && status !== "scheduled");
}

async function takingsOf(ctx: Ctx, sessions: readonly Listing[]): Promise<SessionTakings[]> {
  const keysOf = (keyOf: typeof takingsKey) => sessions.map(({ sessionId }) => keyOf(sessionId));
  const [takings, left] = await Promise.all([
    ctx.table.getMany(keysOf(takingsKey), Takings),
    ctx.table.getMany(keysOf(placesLeftKey), PlacesLeft),
  ]);
  return sessions.map((session, at) => {
    const { bookedNetPence = 0, keptNetPence = 0 } = takings[at]?.data ?? {};
    const isOff = session.status === "cancelled";
    const pools = Object.values(left[at]?.data.pools ?? {});
    return {
      session,
      capacity: session.pools.reduce((sum, { capacity }) => sum + capacity, 0),
      taken: isOff ? 0 : pools.reduce((sum, { taken }) => sum + taken, 0),
      // All that was booked at a session that is off is credited.
      netPence: keptNetPence + (isOff ? 0 : bookedNetPence),
    };
  });
}
