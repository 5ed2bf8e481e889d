import { derivedIds } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { ofBooking, whoseOf } from "../bookings/booking-events.ts";
import { bookingsOfSession } from "../bookings/bookings-of-session.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { bookingPut } from "../keys/booking.ts";
import { type Booking, isRunning, placesOf, sessionIdsOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { freePlaces } from "../seating/free-places.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { commitCancelling } from "../use-cases/cancel-places.ts";
import { ended, entryPuts } from "../use-cases/expire-booking.ts";
import { closeQueue } from "./close-queue.ts";
import type { TakePage } from "./take-step.ts";

/**
 * Ends what is left at a session that is off: first those who wait, so that no place is kept for them, then the bookings,
 * each in a commit of its own. Told again it finds those that are left.
 */
export const endWithSession =
  (ctx: Ctx): TakePage =>
  async (session, work) => {
    if (session.status !== "cancelled") return "overtaken";
    const closed = await closeQueue(ctx, session);
    if (closed !== undefined) return { ...closed, bookings: 0, places: 0, next: work.cursor ?? firstPage };
    const cursor = work.cursor === firstPage ? undefined : work.cursor;
    const page = await bookingsOfSession(ctx, session, cursor);
    for (const { stored } of page.bookings) await endBooking(ctx, session, stored.data.bookingId);
    const places = page.bookings.reduce((sum, each) => sum + each.places.length, 0);
    return { bookings: page.bookings.length, places, next: page.cursor };
  };

const firstPage = "first";

/** Ids are the booking's own: a page that is begun again meets the letters and credit notes that it made before. */
const ownIds = (ctx: Ctx, { sessionId, changedAt }: Session, bookingId: string): Ctx => ({
  ...ctx,
  ids: derivedIds(`${sessionId}|${bookingId}|session-cancelled`, changedAt),
});

async function endBooking(reaction: Ctx, session: Session, bookingId: string): Promise<void> {
  const ctx = ownIds(reaction, session, bookingId);
  const cancellationId = ctx.ids.next("can");
  await retryingConflicts(async () => {
    const stored = await loadBooking(ctx, bookingId);
    if (stored === undefined) throw new Error(`${bookingId} is missing`);
    if (isRunning(stored.data.status)) return endRunning(ctx, session, stored);
    const places = placesOf(stored.data).filter(({ sessionId }) => sessionId === session.sessionId);
    if (stored.data.status !== "confirmed" || places.length === 0) return;
    await commitCancelling(ctx, stored, session, {
      ...{ places, cancellationId, creditPercent: 100, because: "session-cancelled" },
    });
  });
}

/** Nobody finished it yet: it ends as a whole, and money that still comes for it goes back. */
async function endRunning(ctx: Ctx, session: Session, { data: booking, version }: Stored<Booking>): Promise<void> {
  const { entryId, status } = booking;
  const [freed, entries] = await Promise.all([
    freePlaces(ctx, booking, placesOf(booking)),
    entryPuts(ctx, booking, "expired"),
  ]);
  const data = {
    ...{ ...whoseOf(booking), because: "session-cancelled" as const, wasPlaced: status === "awaiting-payment" },
    ...{ sessionIds: [...sessionIdsOf(booking)], ...(entryId ? { entryId } : {}) },
    off: { session: factsOf(session) },
  };
  await commit(ctx, {
    ...freed,
    put: [bookingPut(ended(booking, "withdrawn"), version + 1), ...entries, ...freed.put],
    emit: [ofBooking(booking, (about) => draft(training.bookingWithdrawn, data, about)), ...freed.emit],
  });
}
