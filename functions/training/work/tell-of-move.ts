import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import type { Ctx } from "@alliance/store";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { bookingsOfSession } from "../bookings/bookings-of-session.ts";
import { hasMovedSince } from "../bookings/credit-of.ts";
import { bookingPut } from "../keys/booking.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { moveFacts } from "../sessions/move-facts.ts";
import type { TakePage } from "./take-step.ts";

/**
 * Tells those who had booked before a session moved. Each booking is written again as it is: whoever is confirming it or
 * naming somebody at this moment meets that, looks again, and tells the new date themselves.
 */
export const tellOfMove =
  (ctx: Ctx, sequence: number): TakePage =>
  async (session, work) => {
    const { rescheduled } = session;
    if (session.calendarSequence !== sequence || rescheduled === undefined) return "overtaken";
    const page = await bookingsOfSession(ctx, session, work.cursor);
    const concerned = page.bookings.filter(({ stored }) => hasMovedSince(session, stored.data));
    const told = concerned.filter(({ stored }) => stored.data.status === "confirmed");
    return {
      put: concerned.map(({ stored }) => bookingPut(stored.data, stored.version + 1)),
      emit: told.map(({ stored: { data }, places }) => {
        const move = { ...moveFacts(rescheduled), session: factsOf(session), places: places.map(placeFacts) };
        return ofBooking(data, (about) => draft(training.bookingRescheduled, { ...whoseOf(data), ...move }, about));
      }),
      bookings: told.length,
      places: told.reduce((sum, { places }) => sum + places.length, 0),
      next: page.cursor,
    };
  };
