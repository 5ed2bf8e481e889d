import { bookingsOfOrganisation, learningOf } from "@alliance/auth";
import type { Key, Pattern, Put } from "@alliance/store";
import { type Booking, isRunning } from "../schema/booking.ts";

export const bookingPk = (bookingId: string): string => `booking#${bookingId}`;
export const bookingKey = (bookingId: string): Key => ({ pk: bookingPk(bookingId), sk: "booking" });

/** Of an organisation, or of somebody who books for none; newest first. */
export const bookingsOf = ({
  organisationId,
  bookedBy,
}: Pick<Booking, "organisationId" | "bookedBy">): Omit<Pattern, "limit"> =>
  organisationId ? bookingsOfOrganisation(organisationId) : learningOf.bookings(bookedBy);

/** Those whose time runs, what ends first, first. */
export const runningBookings: Omit<Pattern, "limit"> = { index: "gsi2", pk: "training-holds" };

export const bookingPut = (booking: Booking, version: number): Put => ({
  key: bookingKey(booking.bookingId),
  entity: "training.booking",
  version,
  data: booking,
  // Whoever let somebody in at the door does not have it among their own.
  ...(booking.atTheDoor && booking.organisationId === undefined
    ? {}
    : { gsi1: { pk: bookingsOf(booking).pk, sk: `${booking.madeAt}#${booking.bookingId}` } }),
  ...(isRunning(booking.status)
    ? { gsi2: { pk: "training-holds", sk: `${booking.holdUntil}#${booking.bookingId}` } }
    : {}),
});
