import { dateInWords, type Pence } from "@alliance/core";
import { vatOnLine } from "@alliance/documents/vat";
import type { training } from "@alliance/events";
import type * as z from "zod";
import type { Booking, Place } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";

type OrderLine = z.infer<typeof training.bookingPlaced.data>["lines"][number];

/** Places of one session at one price are one line of the order; the first line is 1. */
function groupsOf({ places }: Pick<Booking, "places">): readonly (readonly Place[])[] {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const name = `${place.sessionId}#${place.netPence}`;
    groups.set(name, [...(groups.get(name) ?? []), place]);
  }
  return [...groups.values()];
}

/** The line that a place is on. The order knows nothing of what was cancelled since, or came from another session. */
export const lineOf = ({ places }: Pick<Booking, "places">, place: Place): number =>
  place.orderLine ??
  1 +
    groupsOf({ places: places.filter(({ orderLine }) => orderLine === undefined) }).findIndex((group) =>
      group.some(({ placeId }) => placeId === place.placeId),
    );

export const vatRates = { standard: 20, zero: 0, exempt: 0, outside: 0 } as const;

/** What finance orders and invoices; places that come with a membership stand there at nothing. */
export const orderLines = (booking: Booking, sessions: readonly Session[]): OrderLine[] =>
  groupsOf(booking).map((group) => {
    const [{ sessionId, netPence }] = group as readonly [Place];
    const session = sessions.find((each) => each.sessionId === sessionId);
    const price = booking.prices.find((each) => each.sessionId === sessionId);
    if (session === undefined || price === undefined) throw new Error(`${sessionId} is not of this booking`);
    const [from, to] = [session.startsAtLocal.slice(0, 10), session.endsAtLocal.slice(0, 10)];
    const places = group.length === 1 ? "1 place" : `${group.length} places`;
    const included = group.some(({ allowanceSeat }) => allowanceSeat !== undefined) ? ", included in membership" : "";
    const discounted = group.some(({ discountUse }) => discountUse !== undefined) && price.discount;
    const discount = discounted ? `, ${discounted.words} (${discounted.code})` : "";
    return {
      description: `${session.title}, ${dateInWords(from)}, ${places}${included}${discount}`,
      netPence: netPence * group.length,
      quantity: group.length,
      vatRatePercent: vatRates[price.vat.treatment],
      vatTreatment: price.vat.treatment,
      ...(price.vat.note ? { vatNote: price.vat.note } : {}),
      serviceFrom: from,
      serviceTo: to,
    };
  });

/** What is to be paid of it, with VAT as its invoice will bear it. */
export const grossPenceOf = (booking: Booking, sessions: readonly Session[]): Pence =>
  orderLines(booking, sessions).reduce(
    (sum, { netPence, vatRatePercent }) => sum + netPence + vatOnLine(netPence, vatRatePercent),
    0,
  );
