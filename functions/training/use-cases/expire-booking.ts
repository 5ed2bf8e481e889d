import { type Ctx, commit, type Put, retryingConflicts, type Stored } from "@alliance/store";
import { expiredEvent } from "../bookings/booking-events.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { runningBookingsWhile } from "../bookings/running-bookings.ts";
import { bookingPut } from "../keys/booking.ts";
import { entryKey, entryPut } from "../keys/queue.ts";
import { type Booking, isRunning, placesOf, sessionIdsOf } from "../schema/booking.ts";
import { type EntryStatus, QueueEntry } from "../schema/queue.ts";
import { freePlaces } from "../seating/free-places.ts";
import { readSessions } from "../sessions/read-sessions.ts";

/** A booking whose time is over, without its time. */
export const ended = ({ holdUntil: _, ...booking }: Booking, status: Booking["status"]): Booking => ({
  ...booking,
  status,
});

/** What becomes of the place in the queue that a booking was offered to, in the same commit. */
export async function entryPuts(ctx: Ctx, booking: Booking, status: EntryStatus): Promise<Put[]> {
  const [place] = booking.places;
  if (booking.entryId === undefined || place === undefined) return [];
  const key = entryKey({ ...place, bookedBy: booking.bookedBy });
  const entry = await ctx.table.get(key, QueueEntry, { consistent: true });
  const isIts = entry?.data.entryId === booking.entryId && entry.data.status === "offered";
  return isIts ? [entryPut({ ...entry.data, status }, entry.version + 1)] : [];
}

/**
 * Ends a booking that nobody finished or paid in time, and gives its seats back. Without `finance` having said so only
 * once its time is over; one that was placed, confirmed or ended meanwhile stays as it is.
 */
export const expireBooking = (ctx: Ctx, bookingId: string, saidBy: "clock" | "finance"): Promise<"expired" | "left"> =>
  retryingConflicts(async () => {
    const stored = await loadBooking(ctx, bookingId);
    if (stored === undefined || !isOver(ctx, stored.data, saidBy)) return "left";
    await commitExpiry(ctx, stored);
    return "expired";
  });

function isOver(ctx: Ctx, { status, holdUntil = "" }: Booking, saidBy: "clock" | "finance"): boolean {
  if (saidBy === "finance") return status === "awaiting-payment";
  return isRunning(status) && ctx.clock.now() >= holdUntil;
}

const whyEnded = { held: "hold-ran-out", "awaiting-approval": "approval-ran-out" } as const;

async function commitExpiry(ctx: Ctx, { data: booking, version }: Stored<Booking>): Promise<void> {
  const because = whyEnded[booking.status as keyof typeof whyEnded] ?? "payment-expired";
  const [freed, entries, sessions] = await Promise.all([
    freePlaces(ctx, booking, placesOf(booking)),
    entryPuts(ctx, booking, "expired"),
    readSessions(ctx, sessionIdsOf(booking)),
  ]);
  await commit(ctx, {
    ...freed,
    put: [bookingPut(ended(booking, "expired"), version + 1), ...entries, ...freed.put],
    emit: [expiredEvent(booking, sessions, because), ...freed.emit],
  });
}

/** Those whose time ran out, the longest first; of one session, or of all. */
async function lapsed(ctx: Ctx, sessionId?: string): Promise<string[]> {
  const over = await runningBookingsWhile(ctx, (holdUntil) => holdUntil <= ctx.clock.now());
  const wanted = over.filter((booking) => sessionId === undefined || sessionIdsOf(booking).includes(sessionId));
  return wanted.map(({ bookingId }) => bookingId);
}

/** Ends what ran out at a session that looks full; says how many bookings that were. */
export async function expireLapsed(ctx: Ctx, sessionId?: string): Promise<number> {
  let expired = 0;
  const system: Ctx = { ...ctx, actor: { kind: "system", context: "training" } };
  for (const bookingId of await lapsed(ctx, sessionId)) {
    if ((await expireBooking(system, bookingId, "clock")) === "expired") expired++;
  }
  return expired;
}
