import { whenInWords } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, EmptyState, Field, Form, type FormState, InsetText, Link, legend } from "@alliance/ui";
import type { Listing, Session } from "../../schema/session.ts";
import type { PoolId } from "../../schema/topics.ts";
import type { WaysToMove } from "../../use-cases/read-ways-to-move.ts";
import { numberOf } from "./booking-form.ts";
import { placesAt } from "./booking-parts.tsx";
import { bookingPath } from "./booking-paths.ts";
import { poolNames } from "./booking-words.ts";

const target = ({ session, poolId }: { readonly session: Listing; readonly poolId: PoolId }) => ({
  value: `${session.sessionId}|${poolId}`,
  content: whenInWords(session),
  hint: [session.title, session.pools.length > 1 ? poolNames[poolId] : session.place].filter(Boolean).join(", "),
});

const Choices = ({
  ways: all,
  from,
  form,
}: {
  readonly ways: WaysToMove;
  readonly from: Session;
  readonly form: FormState;
}) => {
  const { details, ways } = all;
  const places = placesAt(details, from);
  const only = places.length === 1 && places[0] ? { places: places[0].placeId } : {};
  return (
    <Form>
      <Field
        kind="checkboxes"
        name="places"
        form={{ ...form, values: { ...only, ...form.values } }}
        fieldset={legend("Which places?")}
        items={places.map((place) => ({
          value: place.placeId,
          content: `Place ${numberOf(place.placeId)}: ${details.named.get(place.placeId)?.name ?? "name to follow"}`,
        }))}
      />
      <Field
        kind="radios"
        name="to"
        form={form}
        fieldset={legend("To which session?")}
        items={ways.flatMap(({ session, openPools }) => openPools.map((poolId) => target({ session, poolId })))}
      />
      <Button preventDoubleClick>Move these places</Button>
    </Form>
  );
};

/** To another date at the same price; where that is not possible, what is. */
export function movePlacesPage(all: WaysToMove, from: Session, form: FormState): PageReply {
  const { details, isInTime, ways } = all;
  const { bookingId } = details.booking;
  return {
    title: `Move places: ${from.title}`,
    section: "Bookings",
    backLink: { href: bookingPath(bookingId), text: "Your booking" },
    errors: form.errors,
    body: (
      <>
        <span class="govuk-caption-l">Move places to another date</span>
        <h1 class="govuk-heading-l">{from.title}</h1>
        <p class="govuk-body">They are booked for {whenInWords(from)}.</p>
        {!isInTime && (
          <InsetText>
            It is too late to move them: by the terms of the session not all of their price would be credited any more.
            You can <Link href={`${bookingPath(bookingId)}/names`}>send somebody else</Link>, at no cost.
          </InsetText>
        )}
        {isInTime && ways.length === 0 && (
          <EmptyState title="No other session at this price has places">
            You can cancel the places, which credits all of their price, and{" "}
            <Link href="/training">book another session</Link>.
          </EmptyState>
        )}
        {isInTime && ways.length > 0 && (
          <>
            <InsetText>
              It costs nothing, and the invoice stays as it is: these sessions have the same price. Everybody who comes
              gets the new date for their calendar. For a session at another price, cancel here, which credits all of
              the price, and book there.
            </InsetText>
            <Choices ways={all} from={from} form={form} />
          </>
        )}
      </>
    ),
  };
}
