import type { PageReply } from "@alliance/http";
import { Button, InsetText, Link, SummaryList } from "@alliance/ui";
import type { Booking } from "../../schema/booking.ts";
import type { Session } from "../../schema/session.ts";
import type { BookingDetails } from "../../use-cases/read-booking.ts";
import { bookPath } from "./booking-paths.ts";
import { bookingShell } from "./booking-shell.tsx";

interface EndWords {
  readonly title: string;
  readonly what: string;
}

type Ended = Exclude<Booking["status"], "held" | "awaiting-approval" | "awaiting-payment" | "confirmed">;

const endWords: Readonly<Record<Ended, EndWords>> = {
  expired: {
    title: "The time for this booking ran out",
    what: "It was not finished or paid in time, so its places went back. If a payment of yours still arrives, we confirm the places when they are free, and give it back when they are not.",
  },
  declined: {
    title: "This booking was not approved",
    what: "Your budget holder declined it, and its places went back. Nothing was ordered or charged.",
  },
  withdrawn: { title: "You let go of this booking", what: "Its places went back at once. Nothing is charged." },
  cancelled: {
    title: "This booking is cancelled",
    what: "None of its places are booked any more. What is given back for them is on a credit note among your invoices.",
  },
  lost: {
    title: "The places had gone when your payment came",
    what: "We are sorry. Your money goes back to you without your asking, and you wait before everybody else: we write to you as soon as places come free.",
  },
};

/** It is the session that ended, not what they did. */
const offWords = ({ title, cancelled }: Session): EndWords => ({
  title: "We had to cancel this session",
  what: `“${title}” does not take place. ${cancelled?.reason ?? ""} We are sorry. Nothing is charged: what was invoiced is credited, and what was paid goes back to you without your asking.`,
});

const mayBookAgain = ({ status, bookingClosesAt }: Session, now: string): boolean =>
  status === "published" && now < bookingClosesAt;

/** What happened, what it means, and what to do now. */
export function endedPage(details: BookingDetails): PageReply {
  const { booking, sessions, now } = details;
  const off = sessions.find(({ status }) => status === "cancelled");
  const { title, what } = off && booking.status !== "lost" ? offWords(off) : endWords[booking.status as Ended];
  const again = booking.status === "lost" ? [] : sessions.filter((session) => mayBookAgain(session, now));
  return bookingShell(
    title,
    details,
    <>
      <p class="govuk-body">{what}</p>
      {booking.approval?.reason && <InsetText>They say: {booking.approval.reason}</InsetText>}
      {sessions.map((session) => (
        <SummaryList
          rows={[{ key: "Session", value: <Link href={`/training/${session.sessionId}`}>{session.title}</Link> }]}
        />
      ))}
      {again.map((session) => (
        <Button href={bookPath(session.sessionId)}>
          {again.length === 1 ? "Book again" : `Book again: ${session.title}`}
        </Button>
      ))}
      <p class="govuk-body">
        <Link href="/training">Look at all training</Link>
      </p>
    </>,
  );
}
