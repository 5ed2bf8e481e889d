import { authorise } from "@alliance/auth";
import type { Pence } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { ownHolds } from "../bookings/own-holds.ts";
import { type WayOfDates, waysOf } from "../bookings/ways-of.ts";
import type { Booking } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { readAround } from "../seating/around.ts";
import { poolsNow } from "../seating/pools-now.ts";
import { assertBookable } from "../sessions/read-sessions.ts";

/** For whom somebody may book, and what a place costs them. Net of VAT. */
export interface Way {
  /** Absent for an organisation that we know by its name only. */
  readonly organisationId?: string;
  readonly name?: string;
  readonly unitNetPence: Pence;
  readonly reason: string;
  /** Places that come with the membership and are not used up; none where a place costs nothing anyway. */
  readonly includedLeft: number;
}

export interface WaysToBook {
  readonly session: Session;
  /** What whoever asks holds of it, and has not finished. */
  readonly holds: readonly Booking[];
  readonly ways: readonly Way[];
  readonly openPools: readonly PoolId[];
  /** For these one has to wait. */
  readonly fullPools: readonly PoolId[];
}

/** What somebody chooses among before they take places. Nothing is decided by it: seats and prices are, when they are taken. */
export async function readWaysToBook(ctx: Ctx, sessionId: string): Promise<WaysToBook> {
  authorise(ctx.actor, "training.book");
  const around = await readAround(ctx, [{ sessionId }]);
  const session = around.sessions.get(sessionId);
  assertBookable(session, ctx.clock.now());
  const ways = (await waysOf(ctx, [session])).map(ofOneSession);
  const holds = await ownHolds(
    ctx,
    ways.map(({ organisationId }) => organisationId),
    [sessionId],
  );
  return { session, holds, ways, ...poolsNow(around, session) };
}

function ofOneSession({ prices, includedLeft, ...whose }: WayOfDates): Way {
  const [price] = prices;
  if (price === undefined) throw new Error("a session has a price");
  const { unitNetPence, reason, included } = price;
  return {
    ...whose,
    unitNetPence,
    reason,
    includedLeft: included === undefined ? 0 : (includedLeft.get(included) ?? 0),
  };
}
