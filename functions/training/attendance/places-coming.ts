import type { AtVersion, Ctx } from "@alliance/store";
import { bookingKey } from "../keys/booking.ts";
import { Booking, type Place, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { readSeats } from "../seating/read-seats.ts";

/** A place that somebody has for good, and whose booking it is. */
export interface Coming {
  readonly place: Place;
  readonly booking: Booking;
}

/** As its booking's version says it: whoever relies on it writes nothing once the booking has changed. */
export interface ComingAt extends Coming {
  readonly relies: AtVersion;
}

/** A place's id begins with its booking's. */
const bookingIdOf = (placeId: string): string => placeId.slice(0, placeId.lastIndexOf("-"));

/** Those of the places that are somebody's for good, as they are now. */
export async function placesNamed(
  ctx: Ctx,
  sessionId: string,
  placeIds: readonly string[],
): Promise<ReadonlyMap<string, ComingAt>> {
  const keys = [...new Set(placeIds.map(bookingIdOf))].map(bookingKey);
  const bookings = await ctx.table.getMany(keys, Booking, { consistent: true });
  const here = bookings.flatMap((stored): ComingAt[] => {
    if (stored?.data.status !== "confirmed") return [];
    const { data: booking, key, version } = stored;
    const own = placesOf(booking).filter((place) => place.sessionId === sessionId);
    return own.map((place) => ({ place, booking, relies: { key, version } }));
  });
  return new Map(here.map((each) => [each.place.placeId, each]));
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
