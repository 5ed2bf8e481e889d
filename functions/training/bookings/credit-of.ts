import { type LondonDate, type Pence, plusMinutes } from "@alliance/core";
import { type Booking, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { holdMinutes } from "./house.ts";

/** Calendar days from one day to another. */
const daysBetween = (from: LondonDate, to: LondonDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** What of the price is given back to who cancels on a day: by the days on a calendar in London, never by hours. */
export function creditPercentOn(
  session: Pick<Session, "cancellationLadder" | "startsAtLocal">,
  on: LondonDate,
): number {
  const daysBefore = daysBetween(on, session.startsAtLocal.slice(0, 10));
  return session.cancellationLadder.find((step) => daysBefore >= step.daysBefore)?.creditPercent ?? 0;
}

type Moved = Pick<Session, "sessionId" | "rescheduled">;
type Taken = Pick<Booking, "madeAt" | "places">;

/**
 * Places of it were booked before the session moved, or in the minutes in which somebody may still have had the old date on
 * a form. Those that came from another session since chose the new date.
 */
export function hasMovedSince({ sessionId, rescheduled }: Moved, { madeAt, places }: Taken): boolean {
  if (rescheduled === undefined) return false;
  const latest = plusMinutes(rescheduled.at, holdMinutes);
  return placesOf({ places }).some((place) => place.sessionId === sessionId && (place.takenAt ?? madeAt) <= latest);
}

/** The same for one booking: who cannot come on a date that we chose gets all of it back, in time to answer. */
export function creditPercentFor(
  session: Pick<Session, "cancellationLadder" | "startsAtLocal"> & Moved,
  booking: Taken,
  on: LondonDate,
): number {
  const until = session.rescheduled?.freeCancellationUntil;
  if (until !== undefined && hasMovedSince(session, booking) && on <= until) return 100;
  return creditPercentOn(session, on);
}

/** Half a penny up: to whoever is credited. */
export const creditPence = (netPence: Pence, percent: number): Pence => Math.floor((netPence * percent + 50) / 100);
