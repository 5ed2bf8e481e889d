import { pounds } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Field, Form, type FormState, InsetText, legend } from "@alliance/ui";
import { creditPence } from "../../bookings/credit-of.ts";
import type { Place } from "../../schema/booking.ts";
import type { Session } from "../../schema/session.ts";
import type { BookingDetails } from "../../use-cases/read-booking.ts";
import { ladderInWords } from "../session-words.ts";
import { numberOf } from "./booking-form.ts";
import { NameFields } from "./booking-names.tsx";
import { placesAt } from "./booking-parts.tsx";
import { bookingPath } from "./booking-paths.ts";

const backTo = ({ booking }: BookingDetails) => ({ href: bookingPath(booking.bookingId), text: "Your booking" });

/** At any time until the end: whoever is named afterwards gets the way in, whoever was before hears that they need not come. */
export const namesPage = (details: BookingDetails, form: FormState): PageReply => ({
  title: "Change who comes",
  section: "Bookings",
  backLink: backTo(details),
  errors: form.errors,
  body: (
    <>
      <h1 class="govuk-heading-l">Change who comes</h1>
      <p class="govuk-body">It costs nothing, until the session is over. We write to everybody whose place changes.</p>
      <Form>
        <NameFields details={details} form={form} />
        <Button preventDoubleClick>Save</Button>
      </Form>
    </>
  ),
});

function creditWords(place: Place, percent: number): string {
  if (place.allowanceSeat !== undefined) {
    return percent > 0
      ? "Included in the membership: you can use it again"
      : "Included in the membership: it stays used";
  }
  if (place.netPence === 0) return "It was free: nothing is given back";
  const back = creditPence(place.netPence, percent);
  return back === 0 ? "Nothing is given back" : `${pounds(back)} and the VAT on it is given back`;
}

const whatComesBack = (percent: number): string =>
  percent === 0
    ? "If you cancel today, nothing of the price is given back. You can send somebody else instead, at no cost."
    : `If you cancel today, ${percent === 100 ? "all" : `${percent}%`} of the price is given back as a credit note.`;

interface CancelAsked {
  readonly details: BookingDetails;
  readonly session: Session;
  readonly form: FormState;
}

/** What is given back is said before anything is cancelled. */
export function cancelPage({ details, session, form }: CancelAsked): PageReply {
  const percent = details.creditPercents.get(session.sessionId) ?? 0;
  return {
    title: `Cancel places: ${session.title}`,
    section: "Bookings",
    backLink: backTo(details),
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">Cancel places</span>
        <h1 class="govuk-heading-l">{session.title}</h1>
        {session.price.listNetPence > 0 && <InsetText>{whatComesBack(percent)}</InsetText>}
        <ul class="govuk-list govuk-list--bullet">
          {ladderInWords(session).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <Form hidden={{ shownCreditPercent: percent }}>
          <Field
            kind="checkboxes"
            name="places"
            form={form}
            fieldset={legend("Which places?")}
            items={placesAt(details, session).map((place) => ({
              value: place.placeId,
              content: `Place ${numberOf(place.placeId)}: ${details.named.get(place.placeId)?.name ?? "name to follow"}`,
              hint: creditWords(place, percent),
            }))}
          />
          <p class="govuk-body">This cannot be undone: the places may be somebody else’s a moment later.</p>
          <Button classes="govuk-button--warning" preventDoubleClick>
            Cancel these places
          </Button>
        </Form>
      </>
    ),
  };
}
