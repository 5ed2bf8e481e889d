import type { PageReply } from "@alliance/http";
import { Button, InsetText, Link, SummaryList } from "@alliance/ui";
import type { Booking } from "../../schema/booking.ts";
import type { Session } from "../../schema/session.ts";
import type { BookingDetails } from "../../use-cases/read-booking.ts";
import { PriceList, placesAt, SessionCard } from "./booking-parts.tsx";
import { bookingPath } from "./booking-paths.ts";
import { bookingShell } from "./booking-shell.tsx";

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
  return { ...bookingShell("Your booking", details, body, true), ...(notice ? { notice } : {}) };
}
