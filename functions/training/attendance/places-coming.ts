import type { Ctx } from "@alliance/store";
import { bookingKey } from "../keys/booking.ts";
import { Booking, type Place, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { readSeats } from "../seating/read-seats.ts";

/** A place that somebody has for good, and whose booking it is. */
export interface Coming {
  readonly place: Place;
  readonly booking: Booking;
}

/** Every confirmed place of a session, as many as it has seats at most: read by seats, then bookings, each once. */
export async function placesComing(ctx: Ctx, { sessionId, pools }: Session): Promise<readonly Coming[]> {
  const seats = await Promise.all(pools.map(({ poolId }) => readSeats(ctx, sessionId, poolId)));
  const ids = new Set(seats.flat().flatMap(({ data }) => (data.state === "taken" ? [data.bookingId] : [])));
  const bookings = await ctx.table.getMany([...ids].map(bookingKey), Booking, { consistent: true });
  return bookings.flatMap((stored) => {
    if (stored?.data.status !== "confirmed") return [];
    const own = placesOf(stored.data).filter((place) => place.sessionId === sessionId);
    return own.map((place) => ({ place, booking: stored.data }));
  });
}
