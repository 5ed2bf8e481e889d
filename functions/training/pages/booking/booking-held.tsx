import { pounds } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import {
  Button,
  Field,
  Form,
  type FormState,
  formatDateTime,
  InsetText,
  PurchaseOrderField,
  WarningText,
} from "@alliance/ui";
import { grossPenceOf } from "../../bookings/order-lines.ts";
import { netPenceOf, placesOf } from "../../schema/booking.ts";
import type { BookingDetails } from "../../use-cases/read-booking.ts";
import { Price } from "../catalogue/price-parts.tsx";
import { NameFields } from "./booking-names.tsx";
import { PriceList, SessionCard } from "./booking-parts.tsx";
import { bookingPath, ownBookingsPath } from "./booking-paths.ts";
import { placesInWords } from "./booking-words.ts";

const HeldUntil = ({ details: { booking, now } }: { readonly details: BookingDetails }) => {
  const { holdUntil = now, entryId } = booking;
  const places = placesInWords(placesOf(booking).length);
  if (now >= holdUntil) {
    return <WarningText>The time is over. Finish now: the places may go to somebody else at any moment.</WarningText>;
  }
  return (
    <InsetText>
      {entryId ? `You waited for places, and ${places} came free. ` : `We hold ${places} for you. `}
      Finish by <strong>{formatDateTime(holdUntil)}</strong>; after that they go to somebody else. Nothing has been
      charged.
    </InsetText>
  );
};

const PaymentFields = ({ details, form }: { readonly details: BookingDetails; readonly form: FormState }) => {
  const { billTo, approverName } = details;
  const [sooner, later] = approverName
    ? [`once ${approverName} has approved it`, "After that, on the payment page of Stripe"]
    : ["at once", "On the payment page of Stripe"];
  const values = { billToName: billTo.name, billToAddress: billTo.addressLines.join("\n"), ...form.values };
  return (
    <>
      <h2 class="govuk-heading-m">How it is paid</h2>
      <Field
        kind="radios"
        name="payment"
        form={form}
        fieldset={{ legend: { content: "How is it paid?", classes: "govuk-visually-hidden" } }}
        items={[
          {
            value: "invoice",
            content: "By invoice, with a purchase order",
            hint: `The places are confirmed ${sooner}; the invoice comes by email`,
            conditional: <PurchaseOrderField form={form} />,
          },
          {
            value: "card",
            content: approverName ? "By card" : "By card now",
            hint: `${later}, which takes all usual cards. The places are confirmed once it is paid`,
          },
        ]}
      />
      <Field kind="input" name="billToName" form={{ ...form, values }} label="Bill to" autocomplete="organization" />
      <Field
        kind="textarea"
        name="billToAddress"
        form={{ ...form, values }}
        label="Address of whoever pays"
        hint="As it should stand on the invoice, a line each"
        rows={5}
      />
    </>
  );
};

/** Said before they agree, not only on the session's page. */
const NoShowFees = ({ sessions }: Pick<BookingDetails, "sessions">) => (
  <>
    {sessions.map(
      ({ title, noShowFeePence, vat }) =>
        noShowFeePence !== undefined && (
          <p class="govuk-body">
            {title}: if nobody comes and nobody has told us, we charge <Price netPence={noShowFeePence} vat={vat} /> for
            each place.
          </p>
        ),
    )}
  </>
);

function whatItMeans({ booking, sessions, approverName }: BookingDetails): string {
  if (netPenceOf(booking) === 0) return "There is nothing to pay.";
  const total = `${pounds(grossPenceOf(booking, sessions))} with VAT`;
  return approverName
    ? `${approverName} sees this booking and what it costs: ${total}. Nothing is ordered before they say yes.`
    : `By confirming you say that you may order this for ${booking.organisationName}: ${total}.`;
}

/** While places are held: who comes, how it is paid, and the confirmation; or the way out. */
export function heldPage(details: BookingDetails, form: FormState): PageReply {
  const { booking, sessions, approverName } = details;
  const netPence = netPenceOf(booking);
  const isOffer = booking.entryId !== undefined;
  return {
    title: isOffer ? "Take up your places" : "Finish your booking",
    section: "Bookings",
    backLink: { href: ownBookingsPath, text: "Your bookings" },
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">{booking.organisationName}</span>
        <h1 class="govuk-heading-l">{isOffer ? "Take up your places" : "Finish your booking"}</h1>
        <HeldUntil details={details} />
        {sessions.map((session) => (
          <SessionCard details={details} session={session} />
        ))}
        <PriceList details={details} />
        {approverName && (
          <InsetText>
            {booking.organisationName} asks {approverName} to approve bookings. Once you ask, we hold the places for up
            to three school days and write to them. You may leave out the purchase order number: they can add it.
          </InsetText>
        )}
        <Form hidden={{ shownNetPence: netPence, ...(approverName ? { needsApproval: "yes" } : {}) }}>
          <h2 class="govuk-heading-m">Who comes</h2>
          <NameFields details={details} form={form} />
          {netPence > 0 && <PaymentFields details={details} form={form} />}
          <NoShowFees sessions={sessions} />
          <p class="govuk-body">{whatItMeans(details)}</p>
          <Button preventDoubleClick>{approverName ? "Ask for approval" : "Confirm the booking"}</Button>
        </Form>
        <Form action={`${bookingPath(booking.bookingId)}/withdraw`}>
          <Button classes="govuk-button--secondary">{isOffer ? "Decline the places" : "Let go of the places"}</Button>
        </Form>
      </>
    ),
  };
}
