import { whenInWords } from "@alliance/core";
import { vatOnLine } from "@alliance/documents/vat";
import { Link, Money, SummaryList } from "@alliance/ui";
import { grossPenceOf, orderLines } from "../bookings/order-lines.ts";
import { netPenceOf, type Place, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import type { BookingDetails } from "../use-cases/read-booking.ts";
import { numberOf } from "./booking-form.ts";
import { placesInWords, poolNames } from "./booking-words.ts";

export const placesAt = ({ booking }: Pick<BookingDetails, "booking">, { sessionId }: Session): readonly Place[] =>
  placesOf(booking).filter((place) => place.sessionId === sessionId);

const poolsInWords = (places: readonly Place[]): string =>
  [...Map.groupBy(places, ({ poolId }) => poolId)]
    .map(([poolId, each]) => `${placesInWords(each.length)}, ${poolNames[poolId].toLowerCase()}`)
    .join("; ");

const whereFully = ({ venue }: Session): string =>
  venue ? [venue.name, ...venue.addressLines, venue.postcode].join(", ") : "Online";

/** A session of the booking as its delegates may see it; how to get in only once it is theirs. */
export const SessionCard = (props: { readonly details: BookingDetails; readonly session: Session }) => {
  const { details, session } = props;
  const { booking, named, now } = details;
  const places = placesAt(details, session);
  const isTheirs = booking.status === "confirmed" && places.length > 0 && session.status !== "cancelled";
  const way = isTheirs && now < session.endsAt ? session : undefined;
  const { link, instructions } = way?.online ?? {};
  return (
    <SummaryList
      card={{ title: { content: session.title, headingLevel: 2 } }}
      rows={[
        { key: "When", value: whenInWords(session) },
        { key: "Where", value: whereFully(session) },
        { key: "Places", value: places.length > 0 ? poolsInWords(places) : "None any more" },
        way?.venue?.instructions !== undefined && { key: "Getting there", value: way.venue.instructions },
        link !== undefined && { key: "To join online", value: <Link href={link}>{link}</Link> },
        instructions !== undefined && { key: "Joining online", value: instructions },
        ...places.map((place) => ({
          key: `Place ${numberOf(place.placeId)}`,
          value: named.get(place.placeId)?.name ?? "Name to follow",
        })),
        isTheirs && {
          key: "Calendar",
          value: <Link href={`/training/${session.sessionId}/session.ics`}>Add to your calendar</Link>,
        },
      ]}
    />
  );
};

/** What it costs line by line, with VAT, and why. */
export const PriceList = ({ details: { booking, sessions } }: { readonly details: BookingDetails }) => {
  const lines = orderLines({ ...booking, places: [...placesOf(booking)] }, sessions);
  const vatPence = lines.reduce((sum, { netPence, vatRatePercent }) => sum + vatOnLine(netPence, vatRatePercent), 0);
  const grossPence = grossPenceOf({ ...booking, places: [...placesOf(booking)] }, sessions);
  const isFree = netPenceOf(booking) === 0;
  return (
    <SummaryList
      rows={[
        ...lines.map(({ description, netPence }) => ({
          key: description,
          value: netPence === 0 ? "Nothing to pay" : <Money amountPence={netPence} />,
        })),
        !isFree && { key: "VAT", value: <Money amountPence={vatPence} /> },
        {
          key: "Total to pay",
          value: <strong>{isFree ? "Nothing" : <Money amountPence={grossPence} />}</strong>,
        },
        ...booking.prices
          .filter(({ listNetPence }) => listNetPence > 0)
          .map(({ reason }) => ({ key: "Why this price", value: reason })),
      ]}
    />
  );
};
