import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, Form, formatDateTime, InsetText } from "@alliance/ui";
import type { BookingDetails } from "../../use-cases/read-booking.ts";
import { PriceList, SessionCard } from "./booking-parts.tsx";
import { bookingPath } from "./booking-paths.ts";
import { bookingShell } from "./booking-shell.tsx";

/** Placed by card, and its money is not here yet. */
export function awaitingPage(details: BookingDetails): PageReply {
  const { booking, sessions } = details;
  return bookingShell(
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
  return bookingShell(
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
