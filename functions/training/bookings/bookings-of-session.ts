import type { Ctx, Stored } from "@alliance/store";
import { bookingKey } from "../keys/booking.ts";
import { seatKey, seatsOf } from "../keys/seat.ts";
import { Booking, isLive, type Place, placesOf } from "../schema/booking.ts";
import { Seat } from "../schema/seat.ts";
import type { Session } from "../schema/session.ts";
import { poolIds } from "../schema/topics.ts";

export interface BookingsPage {
  /** Live ones, each with its places at this session. */
  readonly bookings: readonly { readonly stored: Stored<Booking>; readonly places: readonly Place[] }[];
  /** Where the next page begins; absent after the last one. */
  readonly cursor?: string;
}

type Of = Pick<Session, "sessionId" | "pools">;

/** A page of seats; what is done about their bookings still fits into one commit. */
const seatsAPage = 40;

/**
 * Whoever holds places of a session, a page at a time: one query for the seats and one request for their bookings. A
 * booking is on the page of its first seat, so a walk from the front to the end meets each of them once.
 */
export async function bookingsOfSession(ctx: Ctx, session: Of, cursor?: string): Promise<BookingsPage> {
  const [at, inPool] = openCursor(session, cursor);
  const pool = session.pools[at];
  if (pool === undefined) return { bookings: [] };
  const page = await ctx.table.query(
    { ...seatsOf(session.sessionId, pool.poolId), limit: seatsAPage, ...(inPool ? { cursor: inPool } : {}) },
    Seat,
    { consistent: true },
  );
  const taken = page.items.filter(({ data }) => data.state === "taken");
  const bookingIds = [...new Set(taken.map(({ data }) => data.bookingId))];
  const found = await ctx.table.getMany(bookingIds.map(bookingKey), Booking, { consistent: true });
  const keys = new Set(taken.map(({ key }) => key.sk));
  const bookings = found.flatMap((stored) => {
    const places = stored && isLive(stored.data.status) ? placesAt(stored.data, session) : [];
    const [first] = places;
    const isHere = first !== undefined && keys.has(seatKey(session.sessionId, first.poolId, first.seat).sk);
    return stored && isHere ? [{ stored, places }] : [];
  });
  const next = page.cursor === undefined ? session.pools[at + 1] && `${at + 1}|` : `${at}|${page.cursor}`;
  return { bookings, ...(next === undefined ? {} : { cursor: next }) };
}

/** Those of a booking that are of a session, in the order in which seats are read. */
function placesAt(booking: Booking, { sessionId, pools }: Of): readonly Place[] {
  const order = pools.map(({ poolId }) => poolId);
  return placesOf(booking)
    .filter((place) => place.sessionId === sessionId)
    .sort((a, b) => order.indexOf(a.poolId) - order.indexOf(b.poolId) || a.seat - b.seat);
}

function openCursor({ pools }: Of, cursor: string | undefined): readonly [at: number, inPool: string] {
  if (cursor === undefined) return [0, ""];
  const [, at = "", inPool = ""] = /^(\d)\|(.*)$/s.exec(cursor) ?? [];
  if (at === "" || Number(at) >= Math.min(pools.length, poolIds.length))
    throw new RangeError("no cursor of this session");
  return [Number(at), inPool];
}
