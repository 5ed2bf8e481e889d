import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { type Booking, type Place, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { capacityOf } from "../sessions/read-sessions.ts";
import { findSeats } from "./find-seats.ts";
import { extraKeys } from "./place-keys.ts";

/**
 * Other seats for the places of a booking that had given its own back; undefined where there are not enough, where a
 * session has begun or is off, or where its school used up the quota or the membership's places meanwhile.
 */
export async function seatsAgain(
  ctx: Ctx,
  booking: Booking,
  sessions: readonly Session[],
  attempt: number,
): Promise<Place[] | undefined> {
  const now = ctx.clock.now();
  if (sessions.some(({ status, startsAt }) => status === "cancelled" || now >= startsAt)) return undefined;
  const places = placesOf(booking);
  const extras = places.flatMap((place) => extraKeys(booking, place));
  const used = await ctx.table.getMany(extras, z.unknown(), { consistent: true });
  if (used.some((stored) => stored !== undefined)) return undefined;
  const seats = new Map<string, number>();
  for (const session of sessions) {
    for (const { poolId } of session.pools) {
      const wanted = places.filter((place) => place.sessionId === session.sessionId && place.poolId === poolId);
      if (wanted.length === 0) continue;
      const seed = `${booking.bookingId}|again|${attempt}`;
      const { sessionId } = session;
      const [capacity, count] = [capacityOf(session, poolId), wanted.length];
      const picked = await findSeats(ctx, { sessionId, poolId, capacity, count, seed });
      if (picked === undefined) return undefined;
      for (const [at, { placeId }] of wanted.entries()) seats.set(placeId, picked[at] as number);
    }
  }
  return places.map((place) => ({ ...place, seat: seats.get(place.placeId) ?? place.seat }));
}
