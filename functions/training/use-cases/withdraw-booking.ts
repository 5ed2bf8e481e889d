import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { ofBooking, whoseOf } from "../bookings/booking-events.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { bookingPut } from "../keys/booking.ts";
import { isRunning, placesOf, sessionIdsOf } from "../schema/booking.ts";
import { freePlaces } from "../seating/free-places.ts";
import { ended, entryPuts } from "./expire-booking.ts";

/** Lets go of a booking before it is confirmed, or declines an offer: its seats go back at once. */
export const withdrawBooking = (ctx: Ctx, bookingId: string): Promise<"withdrawn" | "over-already"> =>
  retryingConflicts(async () => {
    const { data: booking, version } = await ownBooking(ctx, bookingId);
    if (booking.status === "confirmed") {
      throw new Problem("conflict", "This booking is confirmed. Cancel its places instead, and see what is credited.");
    }
    if (!isRunning(booking.status)) return "over-already";
    const { entryId, status } = booking;
    const [freed, entries] = await Promise.all([
      freePlaces(ctx, booking, placesOf(booking)),
      entryPuts(ctx, booking, "declined"),
    ]);
    const data = {
      ...whoseOf(booking),
      because: entryId && status === "held" ? ("offer-declined" as const) : ("withdrawn" as const),
      wasPlaced: status === "awaiting-payment",
      sessionIds: [...sessionIdsOf(booking)],
      ...(entryId ? { entryId } : {}),
    };
    await commit(ctx, {
      ...freed,
      put: [bookingPut(ended(booking, "withdrawn"), version + 1), ...entries, ...freed.put],
      emit: [ofBooking(booking, (about) => draft(training.bookingWithdrawn, data, about)), ...freed.emit],
    });
    return "withdrawn";
  });
