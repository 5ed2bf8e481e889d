import { organisationCards, urnOf } from "@alliance/auth";
import { Problem, plusMinutes } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { approvalAsked, approverOf, awaitingApproval, notBeyond } from "../bookings/ask-approval.ts";
import { confirmedEvent, ofBooking, whoseOf } from "../bookings/booking-events.ts";
import { minutesToStartPaying, minutesWithoutWord, offerHours } from "../bookings/house.ts";
import { orderLines } from "../bookings/order-lines.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { assertPurchaseOrder } from "../bookings/purchase-order.ts";
import { bookingPut } from "../keys/booking.ts";
import { offerUntil } from "../queue/offer-until.ts";
import { type Booking, type BookingStatus, netPenceOf, type Placing, sessionIdsOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { assertBookable, readSessions } from "../sessions/read-sessions.ts";
import { ended, entryPuts } from "./expire-booking.ts";
import { assertShownPrice } from "./reserve-places.ts";

export interface Placed {
  readonly outcome: "confirmed" | "awaiting-payment" | "awaiting-approval" | "placed-before";
  readonly booking: Booking;
}

/**
 * A held booking becomes a real one: confirmed at once where it is free or invoiced, waiting for its money by card.
 * Its seats are its own for as long as nobody ended it, so a hold that is being ended at this moment has one outcome.
 */
export async function placeBooking(ctx: Ctx, input: Placing): Promise<Placed> {
  return retryingConflicts(async () => {
    const stored = await ownBooking(ctx, input.bookingId);
    const { data: booking } = stored;
    if (
      booking.status === "awaiting-approval" ||
      booking.status === "awaiting-payment" ||
      booking.status === "confirmed"
    ) {
      return { outcome: "placed-before", booking };
    }
    if (booking.status !== "held") throw new Problem("gone", whyOver[booking.status]);
    const sessions = await readSessions(ctx, sessionIdsOf(booking));
    // Who was offered a place may take it up until the session begins.
    const now = ctx.clock.now();
    for (const session of sessions) assertBookable({ ...session, bookingClosesAt: session.startsAt }, now);
    assertShownPrice(netPenceOf(booking), input.shownNetPence);
    const approver = await approverOf(ctx, booking);
    return approver === undefined
      ? place(ctx, stored, sessions, input)
      : ask(ctx, stored, sessions, { approver, placing: input });
  });
}

interface Asking {
  readonly approver: string;
  readonly placing: Placing;
}

/** The school wants somebody's yes first: it keeps its places meanwhile, and nothing is ordered. */
async function ask(ctx: Ctx, { data, version }: Stored<Booking>, sessions: readonly Session[], asking: Asking) {
  const booking = awaitingApproval(data, sessions, { ...asking, now: ctx.clock.now() });
  await commit(ctx, { put: [bookingPut(booking, version + 1)], emit: [approvalAsked(booking, sessions, false)] });
  return { outcome: "awaiting-approval", booking } as const;
}

/** Goes on as it was placed before somebody was asked. */
export async function placeApproved(ctx: Ctx, stored: Stored<Booking>, purchaseOrderNumber?: string): Promise<Placed> {
  const { data: booking } = stored;
  const { approval } = booking;
  if (approval === undefined) throw new Error(`nobody was asked about ${booking.bookingId}`);
  const sessions = await readSessions(ctx, sessionIdsOf(booking));
  for (const session of sessions) assertBookable({ ...session, bookingClosesAt: session.startsAt }, ctx.clock.now());
  const { payment, billTo, financeContactId } = approval;
  return place(ctx, stored, sessions, {
    ...{ bookingId: booking.bookingId, payment, billTo, shownNetPence: netPenceOf(booking) },
    ...(purchaseOrderNumber ? { purchaseOrderNumber } : {}),
    ...(financeContactId ? { financeContactId } : {}),
  });
}

const whyOver: Readonly<
  Record<Exclude<BookingStatus, "held" | "awaiting-approval" | "awaiting-payment" | "confirmed">, string>
> = {
  expired:
    "The time to finish this booking ran out, and its places went back. Nothing was charged. You can book again.",
  withdrawn: "You let go of this booking, and its places went back. Nothing was charged. You can book again.",
  declined: "Your budget holder declined this booking, and its places went back. Nothing was ordered.",
  cancelled: "This booking was cancelled. You can book again.",
  lost: "The places of this booking had gone before its payment came. Your money goes back to you without your asking.",
};

async function place(ctx: Ctx, stored: Stored<Booking>, sessions: readonly Session[], input: Placing): Promise<Placed> {
  const { data: held, version } = stored;
  const payment = netPenceOf(held) === 0 ? ("free" as const) : input.payment;
  assertPurchaseOrder(payment, input.purchaseOrderNumber);
  const now = ctx.clock.now();
  // After an approval whoever booked is not at the desk at this moment: they have a school day.
  const isApproved = held.status === "awaiting-approval";
  const payBy = isApproved ? notBeyond(sessions, offerUntil(now, offerHours)) : plusMinutes(now, minutesToStartPaying);
  const paid = { payment, ...(input.purchaseOrderNumber ? { purchaseOrderNumber: input.purchaseOrderNumber } : {}) };
  const booking: Booking =
    payment === "card"
      ? { ...held, ...paid, status: "awaiting-payment", holdUntil: plusMinutes(payBy, minutesWithoutWord) }
      : { ...ended(held, "confirmed"), ...paid };
  const [entries, placed] = await Promise.all([
    entryPuts(ctx, held, "claimed"),
    payment === "free" ? [] : placedEvent(ctx, booking, sessions, { ...input, payment, payBy }),
  ]);
  await commit(ctx, {
    put: [bookingPut(booking, version + 1), ...entries],
    emit: [
      ...placed,
      ...(isApproved ? [approvalGiven(booking, sessions, payBy)] : []),
      ...(payment === "card" ? [] : [confirmedEvent(booking, sessions)]),
    ],
  });
  return { outcome: payment === "card" ? "awaiting-payment" : "confirmed", booking };
}

const approvalGiven = (booking: Booking, sessions: readonly Session[], payBy: string) => {
  const payment = booking.payment === "card" ? ("card" as const) : ("invoice" as const);
  const data = { ...whoseOf(booking), payment, sessions: sessions.map(factsOf) };
  return ofBooking(booking, (about) =>
    draft(training.approvalGiven, payment === "card" ? { ...data, payBy } : data, about),
  );
};

async function placedEvent(
  ctx: Ctx,
  booking: Booking,
  sessions: readonly Session[],
  { payment, payBy, billTo, financeContactId }: Placing & { readonly payBy: string },
) {
  const [card] = booking.organisationId ? await organisationCards(ctx.table, [booking.organisationId]) : [];
  const urn = card && urnOf(card);
  const data = {
    ...whoseOf(booking),
    ...{ payment, billTo, lines: orderLines(booking, sessions) },
    ...(urn ? { urn } : {}),
    ...(payment === "card" ? { payBy } : {}),
    ...(booking.purchaseOrderNumber ? { purchaseOrderNumber: booking.purchaseOrderNumber } : {}),
    ...(financeContactId ? { financeContactId } : {}),
  };
  return [ofBooking(booking, (about) => draft(training.bookingPlaced, data, about))];
}
