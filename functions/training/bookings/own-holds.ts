import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { bookingsOf } from "../keys/booking.ts";
import { Booking, isBookedBy, isLive, placesOf } from "../schema/booking.ts";
import { placesWished, type Wish } from "../seating/plan-places.ts";
import { personOf } from "./buyer-of.ts";

/** Of one's organisation, or one's own without one: what is held lies among the newest. */
const newest = 25;

/** What somebody holds of these sessions and has neither booked nor let go of. */
export async function ownHolds(
  ctx: Ctx,
  organisationIds: readonly (string | undefined)[],
  sessionIds: readonly string[],
): Promise<readonly Booking[]> {
  return (await ownBookingsAt(ctx, organisationIds, sessionIds)).filter(({ status }) => status === "held");
}

/**
 * What somebody has of these sessions by their own bookings: held, on its way or confirmed. Found by an index, so one of
 * this very second may be missing: a courtesy and a limit for the hurried, not what keeps a seat from being sold twice.
 */
export async function ownBookingsAt(
  ctx: Ctx,
  organisationIds: readonly (string | undefined)[],
  sessionIds: readonly string[],
): Promise<readonly Booking[]> {
  const { personId: bookedBy } = personOf(ctx);
  const now = ctx.clock.now();
  const isOn = ({ status, holdUntil = "" }: Booking) => isLive(status) && (status !== "held" || holdUntil > now);
  const pages = await Promise.all(
    [...new Set(organisationIds)].map((organisationId) =>
      ctx.table.query({ ...bookingsOf({ organisationId, bookedBy }), limit: newest }, Booking),
    ),
  );
  return pages
    .flatMap(({ items }) => items.map(({ data }) => data))
    .filter((booking) => isOn(booking) && isBookedBy(booking, bookedBy))
    .filter((booking) => placesOf(booking).some(({ sessionId }) => sessionIds.includes(sessionId)));
}

/** Nobody keeps a session to themselves by holding again and again: its own limit counts what is held already. */
export async function assertRoomToHold(
  ctx: Ctx,
  organisationId: string | undefined,
  wishes: readonly Wish[],
): Promise<void> {
  const sessions = [...new Set(wishes.map(({ session }) => session))];
  const sessionIds = sessions.map(({ sessionId }) => sessionId);
  const held = (await ownHolds(ctx, [organisationId], sessionIds)).flatMap(placesOf);
  for (const { sessionId, title, maxPlacesABooking } of sessions) {
    const before = held.filter((place) => place.sessionId === sessionId).length;
    if (before === 0 || before + placesWished(wishes, sessionId) <= maxPlacesABooking) continue;
    throw new Problem(
      "conflict",
      `You hold ${before === 1 ? "a place" : `${before} places`} of “${title}” already, and ${maxPlacesABooking} is the most at a time. Finish that booking or let go of it, then hold more. Nothing was held now.`,
    );
  }
}
