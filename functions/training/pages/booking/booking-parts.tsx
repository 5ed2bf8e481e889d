import { dateInWords, whenInWords } from "@alliance/core";
import { vatOnLine } from "@alliance/documents/vat";
import { Link, Money, SummaryList, Table } from "@alliance/ui";
import { hasMovedSince } from "../../bookings/credit-of.ts";
import { grossPenceOf, orderLines } from "../../bookings/order-lines.ts";
import { netPenceOf, type Place, placesOf } from "../../schema/booking.ts";
import type { Session } from "../../schema/session.ts";
import type { BookingDetails } from "../../use-cases/read-booking.ts";
import { numberOf } from "./booking-form.ts";
import { placesInWords, poolNames } from "./booking-words.ts";

export const placesAt = ({ booking }: Pick<BookingDetails, "booking">, { sessionId }: Session): readonly Place[] =>
  placesOf(booking).filter((place) => place.sessionId === sessionId);

const poolsInWords = (places: readonly Place[]): string =>
  [...Map.groupBy(places, ({ poolId }) => poolId)]
    .map(([poolId, each]) => `${placesInWords(each.length)}, ${poolNames[poolId].toLowerCase()}`)
    .join("; ");

const hasPool = (places: readonly Place[], poolId: Place["poolId"]): boolean =>
  places.some((place) => place.poolId === poolId);

function whereFully({ venue }: Session, places: readonly Place[]): string {
  const isRoom = venue !== undefined && (places.length === 0 || hasPool(places, "room"));
  return [
    isRoom && [venue.name, ...venue.addressLines, venue.postcode].join(", "),
    (!isRoom || hasPool(places, "online")) && "Online",
  ]
    .filter(Boolean)
    .join("; ");
}

/** How to get in, for the ways in which these places take part. */
const wayIn = ({ venue, online }: Session, places: readonly Place[]) => ({
  gettingThere: hasPool(places, "room") ? venue?.instructions : undefined,
  ...(hasPool(places, "online") ? online : {}),
});

/** Of a session that moved after it was booked: what it was, and by when all of the price comes back. */
function movedRow({ booking, today }: BookingDetails, session: Session) {
  const { rescheduled } = session;
  if (rescheduled === undefined || !hasMovedSince(session, booking)) return [];
  const { formerly, reason, freeCancellationUntil } = rescheduled;
  const free =
    today <= freeCancellationUntil
      ? ` If nobody can come then, cancel by ${dateInWords(freeCancellationUntil)}: all of the price is credited.`
      : "";
  return [{ key: "We moved it", value: `It was ${whenInWords(formerly)}. ${reason}${free}` }];
}

/** A session of the booking as its delegates may see it; how to get in only once it is theirs. */
export const SessionCard = (props: { readonly details: BookingDetails; readonly session: Session }) => {
  const { details, session } = props;
  const { booking, named, needs, now } = details;
  const places = placesAt(details, session);
  const isTheirs = booking.status === "confirmed" && places.length > 0 && session.status !== "cancelled";
  const { gettingThere, link, instructions } = wayIn(session, isTheirs && now < session.endsAt ? places : []);
  // While places are held, the form below says who comes.
  const shown = booking.status === "held" ? [] : places;
  return (
    <SummaryList
      card={{ title: { content: session.title, headingLevel: 2 } }}
      rows={[
        session.cancelled !== undefined && {
          key: "Cancelled by us",
          value: `${session.cancelled.reason} We are sorry. What it cost is given back.`,
        },
        { key: "When", value: whenInWords(session) },
        ...movedRow(details, session),
        { key: "Where", value: whereFully(session, places) },
        { key: "Places", value: places.length > 0 ? poolsInWords(places) : "None any more" },
        gettingThere !== undefined && { key: "Getting there", value: gettingThere },
        link !== undefined && { key: "To join online", value: <Link href={link}>{link}</Link> },
        instructions !== undefined && { key: "Joining online", value: instructions },
        ...shown.map((place) => ({
          key: `Place ${numberOf(place.placeId)}`,
          value: (
            <>
              {named.get(place.placeId)?.name ?? "Name to follow"}
              {needs.has(place.placeId) && (
                <>
                  <br />
                  Needs: {needs.get(place.placeId)}
                </>
              )}
            </>
          ),
        })),
        isTheirs && {
          key: "Calendar",
          value: <Link href={`/training/${session.sessionId}/session.ics`}>Add to your calendar</Link>,
        },
      ]}
    />
  );
};

/** Most dates of a series cost the same for the same reason: it is said once. */
const reasonsOf = ({ prices }: BookingDetails["booking"]): readonly string[] => [
  ...new Set(prices.filter(({ listNetPence }) => listNetPence > 0).map(whyPaid)),
];

/** What the membership offers, and what became of the places that it includes. */
function whyPaid({ reason, included }: BookingDetails["booking"]["prices"][number]): string {
  if (included === undefined) return reason;
  return included === "kept"
    ? `${reason} The included places are kept for another session, so every place here is paid for.`
    : `${reason} Too few of the included places were left for all of these, so the others are paid for.`;
}

const priceRow = (words: string, netPence: number, isTotal = false) => {
  const price = <Money amountPence={netPence} />;
  const [content, sum] = isTotal ? [<strong>{words}</strong>, <strong>{price}</strong>] : [words, price];
  return [{ content }, { content: sum, format: "numeric" as const }];
};

/** What it costs line by line, as the invoice will bear it, with VAT, and why. */
export const PriceList = ({
  details: { booking, sessions },
}: {
  readonly details: Pick<BookingDetails, "booking" | "sessions">;
}) => {
  const lines = orderLines({ ...booking, places: [...placesOf(booking)] }, sessions);
  const vatPence = lines.reduce((sum, { netPence, vatRatePercent }) => sum + vatOnLine(netPence, vatRatePercent), 0);
  const grossPence = grossPenceOf({ ...booking, places: [...placesOf(booking)] }, sessions);
  const isFree = netPenceOf(booking) === 0;
  return (
    <>
      <Table
        head={[{ content: "What is booked" }, { content: "Price", format: "numeric" }]}
        rows={[
          ...lines.map(({ description, netPence }) => priceRow(description, netPence)),
          !isFree && [{ content: "VAT" }, { content: <Money amountPence={vatPence} />, format: "numeric" }],
          priceRow(isFree ? "Total" : "Total with VAT", grossPence, true),
        ]}
      />
      {reasonsOf(booking).map((reason) => (
        <p class="govuk-body">Why this price: {reason}</p>
      ))}
    </>
  );
};
