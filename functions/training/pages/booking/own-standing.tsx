import { formatDateTime, InsetText, Link } from "@alliance/ui";
import type { OwnStanding } from "../../bookings/own-standing.ts";
import { type Booking, type BookingStatus, placesOf } from "../../schema/booking.ts";
import type { QueueEntry } from "../../schema/queue.ts";
import { bookingPath, queuePath } from "./booking-paths.ts";
import { placesInWords, poolNames } from "./booking-words.ts";

const countAt = (booking: Booking, sessionId: string): string =>
  placesInWords(placesOf(booking).filter((place) => place.sessionId === sessionId).length);

interface Held {
  readonly holds: readonly Booking[];
  readonly session: { readonly sessionId: string };
}

/** Somebody came back to the form instead of to the booking that they had begun. What was offered has words of its own. */
export const OwnHolds = ({ holds, session: { sessionId } }: Held) => {
  const begun = holds.filter(({ entryId }) => entryId === undefined);
  return (
    <>
      {begun.map((booking) => (
        <InsetText>
          You hold {countAt(booking, sessionId)} here until {formatDateTime(booking.holdUntil ?? "")}.{" "}
          <Link href={bookingPath(booking.bookingId)}>Finish that booking, or let go of it</Link>
        </InsetText>
      ))}
    </>
  );
};

const standing: Readonly<Partial<Record<BookingStatus, readonly [words: string, link: string]>>> = {
  "awaiting-approval": ["Your booking waits for the approval of your school", "See your booking"],
  "awaiting-payment": ["Your booking waits for its payment", "Pay, or see your booking"],
  confirmed: ["You have booked", "See who comes, or change your booking"],
};

const OwnBooking = ({ booking, sessionId }: { readonly booking: Booking; readonly sessionId: string }) => {
  const [words, link] = standing[booking.status] ?? [];
  if (words === undefined) return null;
  return (
    <InsetText>
      {words}: {countAt(booking, sessionId)}. <Link href={bookingPath(booking.bookingId)}>{link}</Link>
    </InsetText>
  );
};

const Waits = ({ entry: { status, bookingId, places, poolId, sessionId } }: { readonly entry: QueueEntry }) =>
  status === "offered" && bookingId !== undefined ? (
    <InsetText>
      Places that you waited for are held for you.{" "}
      <Link href={bookingPath(bookingId)}>Take up or decline these places</Link>
    </InsetText>
  ) : (
    <InsetText>
      You wait for {placesInWords(places)}, {poolNames[poolId].toLowerCase()}. When places come free, we write to you.{" "}
      <Link href={queuePath(sessionId)}>See your place in the queue, or leave it</Link>
    </InsetText>
  );

/** What whoever reads has to do with a session already: it stands where they would begin anew. */
export const Standing = ({ own, sessionId }: { readonly own: OwnStanding; readonly sessionId: string }) => (
  <>
    {own.entries.map((entry) => (
      <Waits entry={entry} />
    ))}
    <OwnHolds holds={own.bookings.filter(({ status }) => status === "held")} session={{ sessionId }} />
    {own.bookings.map((booking) => (
      <OwnBooking booking={booking} sessionId={sessionId} />
    ))}
  </>
);
