import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, Form, formatDateTime, InsetText, Link, SummaryList, Tag } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { Booking } from "../../schema/booking.ts";
import type { Session } from "../../schema/session.ts";
import type { BookingDetails } from "../../use-cases/read-booking.ts";
import { PriceList, placesAt, SessionCard } from "./booking-parts.tsx";
import { bookingPath, bookPath, ownBookingsPath } from "./booking-paths.ts";
import { bookingTags } from "./booking-words.ts";

/** With a tag where the title does not say how the booking stands. */
const shell = (title: string, { booking }: BookingDetails, body: Child, tagged = false): PageReply => ({
  title,
  section: "Bookings",
  backLink: { href: ownBookingsPath, text: "Your bookings" },
  body: (
    <>
      <span class="govuk-caption-l">{booking.organisationName}</span>
      <h1 class="govuk-heading-l">
        {title} {tagged && <Tag classes={bookingTags[booking.status].classes}>{bookingTags[booking.status].text}</Tag>}
      </h1>
      {body}
    </>
  ),
});

/** Placed by card, and its money is not here yet. */
export function awaitingPage(details: BookingDetails): PageReply {
  const { booking, sessions } = details;
  return shell(
    "Your booking waits for its payment",
    details,
    <>
      <InsetText>
        The places are held for you
        {booking.holdUntil && (
          <>
            {" "}
            until <strong>{formatDateTime(booking.holdUntil)}</strong> at the latest
          </>
        )}
        , and confirmed as soon as the payment has come. Have you paid already? Then it takes a minute or two.
      </InsetText>
      {sessions.map((session) => (
        <SessionCard details={details} session={session} />
      ))}
      <PriceList details={details} />
      <ButtonGroup>
        <Button href={`/pay/${booking.bookingId}`}>Pay by card</Button>
      </ButtonGroup>
      <Form action={`${bookingPath(booking.bookingId)}/withdraw`}>
        <Button classes="govuk-button--secondary">Let go of the places</Button>
      </Form>
    </>,
  );
}

/** Placed, and a budget holder inside the school has not answered yet. */
export function awaitingApprovalPage(details: BookingDetails): PageReply {
  const { booking, sessions, approverName } = details;
  return shell(
    "Your booking waits for approval",
    details,
    <>
      <InsetText>
        We have asked {approverName ?? "your budget holder"}, and hold the places until{" "}
        <strong>{formatDateTime(booking.holdUntil ?? booking.madeAt)}</strong>. Nothing is ordered before they say yes;
        if nobody answers, the places go back. We write to you either way.
      </InsetText>
      {sessions.map((session) => (
        <SessionCard details={details} session={session} />
      ))}
      <PriceList details={details} />
      <Form action={`${bookingPath(booking.bookingId)}/withdraw`}>
        <Button classes="govuk-button--secondary">Let go of the places</Button>
      </Form>
    </>,
  );
}

const paymentWords = ({ payment, purchaseOrderNumber }: Booking): string => {
  if (payment === "card") return "By card";
  if (payment === "free") return "Nothing to pay";
  return purchaseOrderNumber ? `By invoice, purchase order ${purchaseOrderNumber}` : "By invoice";
};

const SessionActions = (props: { readonly details: BookingDetails; readonly session: Session }) => {
  const { details, session } = props;
  const { booking, now } = details;
  const hasPlaces = placesAt(details, session).length > 0 && session.status !== "cancelled";
  if (!hasPlaces || now >= session.startsAt) return null;
  return (
    <p class="govuk-body">
      <Link href={`${bookingPath(booking.bookingId)}/cancel/${session.sessionId}`}>
        Cancel places<span class="govuk-visually-hidden"> of {session.title}</span>
      </Link>
      {" · "}
      <Link href={`${bookingPath(booking.bookingId)}/move/${session.sessionId}`}>
        Move places to another date<span class="govuk-visually-hidden"> from {session.title}</span>
      </Link>
    </p>
  );
};

const InvoiceLink = ({ details: { booking, mayReadInvoice } }: { readonly details: BookingDetails }) => {
  if (!mayReadInvoice) return <>It goes to whoever pays for {booking.organisationName}, by email</>;
  if (booking.invoiceId === undefined) return <Link href="/portal/invoices">Look at your invoices</Link>;
  return <Link href={`/portal/invoices/${booking.invoiceId}`}>The invoice of this booking, with its credit notes</Link>;
};

/** Theirs: how to get there, who comes, and what can still be changed. */
export function confirmedPage(details: BookingDetails, notice?: string): PageReply {
  const { booking, sessions, now, named } = details;
  const isToCome = sessions.some((session) => now < session.endsAt && placesAt(details, session).length > 0);
  // What was cancelled or moved away from comes after what is theirs.
  const [withPlaces, without] = [
    sessions.filter((session) => placesAt(details, session).length > 0),
    sessions.filter((session) => placesAt(details, session).length === 0),
  ];
  const open = sessions.flatMap((session) => placesAt(details, session)).length - named.size;
  const body = (
    <>
      {isToCome && open > 0 && (
        <InsetText>
          {open === 1 ? "One place has" : `${open} places have`} no name yet. Whoever is named gets the way in by email.
        </InsetText>
      )}
      {[...withPlaces, ...without].map((session) => (
        <>
          <SessionCard details={details} session={session} />
          <SessionActions details={details} session={session} />
        </>
      ))}
      {isToCome && <Button href={`${bookingPath(booking.bookingId)}/names`}>Change who comes</Button>}
      <h2 class="govuk-heading-m">Price and payment</h2>
      <PriceList details={details} />
      <SummaryList
        rows={[
          { key: "Payment", value: paymentWords(booking) },
          booking.payment !== "free" && { key: "Invoice", value: <InvoiceLink details={details} /> },
          { key: "Booking number", value: booking.bookingId },
        ]}
      />
    </>
  );
  return { ...shell("Your booking", details, body, true), ...(notice ? { notice } : {}) };
}

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
  return shell(
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
