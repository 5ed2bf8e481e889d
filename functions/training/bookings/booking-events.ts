import { draft, type EventDraft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { bookingPk } from "../keys/booking.ts";
import { type Booking, netPenceOf, type Place, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { factsOf } from "../sessions/facts-of.ts";

type Who = Pick<Booking, "bookingId" | "organisationId" | "organisationName" | "bookedBy">;

export const whoseOf = ({ bookingId, organisationId, organisationName, bookedBy }: Who) => ({
  ...{ bookingId, organisationName, bookedBy },
  ...(organisationId ? { organisationId } : {}),
});

export const placeFacts = ({ placeId, sessionId, poolId, delegate }: Place) => ({
  ...{ placeId, sessionId, poolId },
  ...(delegate ? { delegate } : {}),
});

/** Beside its booking, and on the timeline of its organisation. */
export const ofBooking = (booking: Who, event: (about: string | undefined) => EventDraft) => ({
  pk: bookingPk(booking.bookingId),
  event: event(booking.organisationId),
});

export const confirmedEvent = (booking: Booking, sessions: readonly Session[], creditId?: string) =>
  ofBooking(booking, (about) =>
    draft(
      training.bookingConfirmed,
      {
        ...whoseOf(booking),
        payment: booking.payment ?? "free",
        netPence: netPenceOf(booking),
        ...(booking.invoiceId ? { invoiceId: booking.invoiceId } : {}),
        ...(creditId ? { creditId } : {}),
        sessions: sessions.map(factsOf),
        places: placesOf(booking).map(placeFacts),
      },
      about,
    ),
  );

export const expiredEvent = (
  booking: Booking,
  sessions: readonly Session[],
  because: "hold-ran-out" | "approval-ran-out" | "payment-expired",
) =>
  ofBooking(booking, (about) =>
    draft(
      training.bookingExpired,
      {
        ...{ ...whoseOf(booking), because, sessions: sessions.map(factsOf) },
        ...(booking.entryId ? { entryId: booking.entryId } : {}),
      },
      about,
    ),
  );
