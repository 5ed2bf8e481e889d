import { authorise, canFor, organisationCards } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { bookingsOf } from "../keys/booking.ts";
import { listingKey } from "../keys/session.ts";
import { Booking, isBookedBy, sessionIdsOf } from "../schema/booking.ts";
import { Listing } from "../schema/session.ts";

interface PageOf {
  /** Of this organisation; else those that somebody made for one that we do not know. */
  readonly organisationId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ListedBooking {
  readonly booking: Booking;
  readonly sessions: readonly Listing[];
  /** Whoever booked, and who leads the organisation; colleagues see that it is there. */
  readonly mayOpen: boolean;
  /** It waits for the yes of whoever looks. */
  readonly mayDecide: boolean;
}

export interface BookingsPage {
  readonly bookings: readonly ListedBooking[];
  /** Whoever looks leads this organisation. */
  readonly leads: boolean;
  readonly cursor?: string;
}

/** Bookings of an organisation for its people, or of somebody without one; newest first. */
export async function listBookings(ctx: Ctx, { organisationId, limit, cursor }: PageOf): Promise<BookingsPage> {
  authorise(ctx.actor, "training.book");
  const { personId: bookedBy } = personOf(ctx);
  if (organisationId !== undefined && !canFor(ctx.actor, "training.book", organisationId)) {
    throw new Problem("not-found", "We cannot find that organisation among yours.");
  }
  const pattern = { ...bookingsOf({ organisationId, bookedBy }), limit, ...(cursor ? { cursor } : {}) };
  const read = await ctx.table.query(pattern, Booking);
  const bookings = read.items.map(({ data }) => data);
  const sessionIds = [...new Set(bookings.flatMap(sessionIdsOf))];
  const listings = await ctx.table.getMany(sessionIds.map(listingKey), Listing);
  const byId = new Map(listings.flatMap((each) => (each ? [[each.data.sessionId, each.data]] : [])));
  const leads = organisationId !== undefined && canFor(ctx.actor, "people.manage-own", organisationId);
  const isAsked = ({ status, approval, bookedBy: by }: Booking): boolean =>
    status === "awaiting-approval" && (approval?.approver === bookedBy || (leads && by !== bookedBy));
  return {
    leads,
    bookings: bookings.map((booking) => ({
      booking,
      sessions: sessionIdsOf(booking).flatMap((sessionId) => byId.get(sessionId) ?? []),
      mayOpen: leads || isBookedBy(booking, bookedBy),
      mayDecide: isAsked(booking),
    })),
    ...(read.cursor ? { cursor: read.cursor } : {}),
  };
}

/** Those somebody may see bookings of, by name. */
export async function bookersOf(
  ctx: Ctx,
): Promise<readonly { readonly organisationId: string; readonly name: string }[]> {
  const ids = personOf(ctx).affiliations.map(({ organisationId }) => organisationId);
  return organisationCards(ctx.table, [...new Set(ids)]);
}
