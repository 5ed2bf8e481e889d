import { canFor, Person, personKey } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { approvalAsked, isToRemind, remindUntil } from "../bookings/ask-approval.ts";
import { ofBooking, whoseOf } from "../bookings/booking-events.ts";
import { personOf } from "../bookings/buyer-of.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { runningBookingsWhile } from "../bookings/running-bookings.ts";
import { bookingPut } from "../keys/booking.ts";
import type { Approving } from "../schema/approval.ts";
import { type Booking, placesOf, sessionIdsOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { freePlaces } from "../seating/free-places.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { readSessions } from "../sessions/read-sessions.ts";
import { ended, entryPuts } from "./expire-booking.ts";
import { type Placed, placeApproved } from "./place-booking.ts";

/** Whoever was asked, and who leads the organisation; nobody says yes to what they booked themselves. */
function mayDecide({ actor }: Ctx, { organisationId, bookedBy, approval }: Booking): boolean {
  if (actor.kind !== "person" || organisationId === undefined || approval === undefined) return false;
  const isTheirs = actor.affiliations.some((each) => each.organisationId === organisationId);
  if (actor.personId === approval.approver) return isTheirs;
  return actor.personId !== bookedBy && canFor(actor, "people.manage-own", organisationId) && isTheirs;
}

async function toDecide(ctx: Ctx, bookingId: string): Promise<Stored<Booking>> {
  personOf(ctx);
  const stored = await loadBooking(ctx, bookingId);
  if (stored === undefined || !mayDecide(ctx, stored.data)) {
    throw new Problem("not-found", "We cannot find a booking that waits for your approval at this address.");
  }
  return stored;
}

export interface ApprovalAsked {
  readonly booking: Booking;
  readonly sessions: readonly Session[];
  /** Who booked, by name. */
  readonly bookedByName: string;
}

/** A booking as whoever decides about it sees it. */
export async function readApprovalAsked(ctx: Ctx, bookingId: string): Promise<ApprovalAsked> {
  const { data: booking } = await toDecide(ctx, bookingId);
  const [sessions, person] = await Promise.all([
    readSessions(ctx, sessionIdsOf(booking)),
    ctx.table.get(personKey(booking.bookedBy), Person),
  ]);
  return { booking, sessions, bookedByName: person?.data.name ?? "Somebody" };
}

/** The booking goes on as it was placed. Its version decides between a yes, a no and the end of its time. */
export const approveBooking = (ctx: Ctx, { bookingId, purchaseOrderNumber }: Approving): Promise<Placed> =>
  retryingConflicts(async () => {
    const stored = await toDecide(ctx, bookingId);
    const { status, purchaseOrderNumber: known } = stored.data;
    if (status === "confirmed" || status === "awaiting-payment") {
      return { outcome: "placed-before", booking: stored.data };
    }
    assertWaits(stored.data);
    return placeApproved(ctx, stored, purchaseOrderNumber ?? known);
  });

/** Its places are free again, and whoever booked is told why. */
export const declineBooking = (ctx: Ctx, bookingId: string, reason: string): Promise<"declined" | "declined-before"> =>
  retryingConflicts(async () => {
    const { data: booking, version } = await toDecide(ctx, bookingId);
    if (booking.status === "declined") return "declined-before";
    assertWaits(booking);
    const [freed, entries, sessions] = await Promise.all([
      freePlaces(ctx, booking, placesOf(booking)),
      entryPuts(ctx, booking, "declined"),
      readSessions(ctx, sessionIdsOf(booking)),
    ]);
    const after: Booking = {
      ...ended(booking, "declined"),
      ...(booking.approval ? { approval: { ...booking.approval, ...(reason ? { reason } : {}) } } : {}),
    };
    const data = { ...whoseOf(booking), sessions: sessions.map(factsOf) };
    await commit(ctx, {
      ...freed,
      put: [bookingPut(after, version + 1), ...entries, ...freed.put],
      emit: [ofBooking(booking, (about) => draft(training.approvalDeclined, data, about)), ...freed.emit],
    });
    return "declined";
  });

function assertWaits({ status }: Booking): void {
  if (status === "awaiting-approval") return;
  const why = {
    declined: "This booking was declined before, and its places went back.",
    expired: "Nobody answered in time, so the places of this booking went back. They can be booked again.",
  }[status as string];
  throw new Problem("gone", why ?? "This booking does not wait for an approval any more.");
}

/** Every few minutes: whoever has not answered is asked once more, while there is still time. */
export async function remindApprovers(ctx: Ctx): Promise<{ readonly reminded: number }> {
  const now = ctx.clock.now();
  const until = remindUntil(now);
  if (until === undefined) return { reminded: 0 };
  let reminded = 0;
  for (const booking of await runningBookingsWhile(ctx, (holdUntil) => holdUntil <= until)) {
    if (isToRemind(booking, now, until) && (await remind(ctx, booking, until))) reminded++;
  }
  return { reminded };
}

const remind = (ctx: Ctx, { bookingId }: Booking, until: string): Promise<boolean> =>
  retryingConflicts(async () => {
    const stored = await loadBooking(ctx, bookingId);
    const approval = stored?.data.approval;
    const now = ctx.clock.now();
    if (stored === undefined || approval === undefined || !isToRemind(stored.data, now, until)) return false;
    const sessions = await readSessions(ctx, sessionIdsOf(stored.data));
    await commit(ctx, {
      put: [bookingPut({ ...stored.data, approval: { ...approval, remindedAt: now } }, stored.version + 1)],
      emit: [approvalAsked(stored.data, sessions, true)],
    });
    return true;
  });
