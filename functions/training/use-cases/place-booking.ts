import { organisationCards, urnOf } from "@alliance/auth";
import { Problem, plusMinutes } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { confirmedEvent, ofBooking, whoseOf } from "../bookings/booking-events.ts";
import { minutesToStartPaying, minutesWithoutWord } from "../bookings/house.ts";
import { orderLines } from "../bookings/order-lines.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { bookingPut } from "../keys/booking.ts";
import { type Booking, type BookingStatus, netPenceOf, type Placing, sessionIdsOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { assertBookable, readSessions } from "../sessions/read-sessions.ts";
import { ended, entryPuts } from "./expire-booking.ts";
import { assertShownPrice } from "./reserve-places.ts";

export interface Placed {
  readonly outcome: "confirmed" | "awaiting-payment" | "placed-before";
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
    if (booking.status === "awaiting-payment" || booking.status === "confirmed") {
      return { outcome: "placed-before", booking };
    }
    if (booking.status !== "held") throw new Problem("gone", whyOver[booking.status]);
    const sessions = await readSessions(ctx, sessionIdsOf(booking));
    // Who was offered a place may take it up until the session begins.
    const now = ctx.clock.now();
    for (const session of sessions) assertBookable({ ...session, bookingClosesAt: session.startsAt }, now);
    assertShownPrice(netPenceOf(booking), input.shownNetPence);
    return place(ctx, stored, sessions, input);
  });
}

const whyOver: Readonly<Record<Exclude<BookingStatus, "held" | "awaiting-payment" | "confirmed">, string>> = {
  expired:
    "The time to finish this booking ran out, and its places went back. Nothing was charged. You can book again.",
  withdrawn: "You let go of this booking, and its places went back. Nothing was charged. You can book again.",
  cancelled: "This booking was cancelled. You can book again.",
  lost: "The places of this booking had gone before its payment came. Your money goes back to you without your asking.",
};

async function place(ctx: Ctx, stored: Stored<Booking>, sessions: readonly Session[], input: Placing): Promise<Placed> {
  const { data: held, version } = stored;
  const payment = netPenceOf(held) === 0 ? ("free" as const) : input.payment;
  const payBy = plusMinutes(ctx.clock.now(), minutesToStartPaying);
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
    emit: [...placed, ...(payment === "card" ? [] : [confirmedEvent(booking, sessions)])],
  });
  return { outcome: payment === "card" ? "awaiting-payment" : "confirmed", booking };
}

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
