import type { PageReply } from "@alliance/http";
import { Tag } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { BookingDetails } from "../../use-cases/read-booking.ts";
import { ownBookingsPath } from "./booking-paths.ts";
import { bookingTags } from "./booking-words.ts";

/** What each page of a booking stands in; with a tag where the title does not say how the booking stands. */
export const bookingShell = (title: string, { booking }: BookingDetails, body: Child, tagged = false): PageReply => ({
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
