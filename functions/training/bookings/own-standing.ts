import type { Ctx } from "@alliance/store";
import { entriesAt } from "../queue/entries-at.ts";
import type { Booking } from "../schema/booking.ts";
import type { QueueEntry } from "../schema/queue.ts";
import { ownBookingsAt } from "./own-holds.ts";

export interface OwnStanding {
  /** Where they wait, or were offered places. */
  readonly entries: readonly QueueEntry[];
  /** What they hold or booked and that is not over; an offer is among the entries. */
  readonly bookings: readonly Booking[];
}

/**
 * What whoever reads about a session has to do with it already; undefined for a visitor. Bookings are looked for in one list
 * alone, of the first of their organisations: many read this page, and the form that it leads to knows of all.
 */
export async function readOwnStanding(ctx: Ctx, sessionId: string): Promise<OwnStanding | undefined> {
  const { actor } = ctx;
  if (actor.kind !== "person") return undefined;
  const [entries, bookings] = await Promise.all([
    entriesAt(ctx, sessionId),
    ownBookingsAt(ctx, [actor.affiliations[0]?.organisationId], [sessionId]),
  ]);
  const offered = new Set(entries.map(({ bookingId }) => bookingId));
  return { entries, bookings: bookings.filter(({ bookingId }) => !offered.has(bookingId)) };
}
