import { Problem, pounds } from "@alliance/core";
import { grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { queueKey } from "../keys/queue.ts";
import { type Booking, type Place, type PriceDecision, placesOf } from "../schema/booking.ts";
import { Queue } from "../schema/queue.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { findSeats } from "../seating/find-seats.ts";
import { planPlaces } from "../seating/plan-places.ts";
import { capacityOf } from "../sessions/read-sessions.ts";
import { decidePrice } from "./decide-price.ts";
import { lineOf } from "./order-lines.ts";

/** At the question of where to; a sentence without its full stop. */
export const cannotMove = (message: string): Problem =>
  new Problem("invalid-input", `${message}.`, [{ field: "to", message }]);

interface Planning {
  readonly booking: Booking;
  readonly places: readonly Place[];
  readonly to: Session;
  readonly poolId: PoolId;
  readonly attempt: number;
}

/** The places at the other session, each at the price of the one that it takes the stead of. */
export async function planTransfer(ctx: Ctx, { booking, places, to, poolId, attempt }: Planning) {
  const { bookingId, organisationId } = booking;
  const { sessionId, title } = to;
  const capacity = capacityOf(to, poolId);
  if (capacity === 0) throw cannotMove(`“${title}” cannot be joined in that way`);
  const there = placesOf(booking).filter((place) => place.sessionId === sessionId);
  if (there.length + places.length > to.maxPlacesABooking) {
    throw cannotMove(`A booking has at most ${to.maxPlacesABooking} places of “${title}”`);
  }
  const queue = await ctx.table.get(queueKey(sessionId), Queue, { consistent: true });
  const full = `“${title}” has no free places for this. Join its queue, and keep these until you are offered some`;
  if ((queue?.data.waiting[poolId] ?? 0) > 0) throw cannotMove(full);
  const on = to.startsAtLocal.slice(0, 10);
  const fresh = decidePrice(to, organisationId ? await grantsOf(ctx.table, [organisationId], on) : []);
  const known = booking.prices.find((price) => price.sessionId === sessionId);
  const decided = known ? { ...fresh, price: known } : fresh;
  const plan = await planPlaces(ctx, {
    ...{ bookingId, organisationId, decided: [decided], wishes: [{ session: to, poolId, places: places.length }] },
    useIncluded: places.every(({ allowanceSeat }) => allowanceSeat !== undefined),
    seatsFor: ({ places: count }) =>
      findSeats(ctx, { sessionId, poolId, capacity, count, seed: `${bookingId}|${attempt}|${sessionId}` }),
  });
  if ("full" in plan) throw cannotMove(full);
  const now = ctx.clock.now();
  const moved = places.map((place, at) => ({
    ...(plan.places[at] as Place),
    placeId: `${bookingId}-${booking.places.length + at + 1}`,
    ...(place.delegate ? { delegate: place.delegate } : {}),
    orderLine: lineOf(booking, place),
    takenAt: now,
  }));
  for (const [at, place] of places.entries()) assertSamePrice(booking, place, moved[at] as Place, decided.price);
  const left = booking.places.map((place) => (places.includes(place) ? { ...place, cancelledAt: now } : place));
  // What became of included places here holds there: nobody pays another price.
  const { included } = booking.prices.find((price) => price.sessionId === places[0]?.sessionId) ?? {};
  const prices = known ? booking.prices : [...booking.prices, { ...decided.price, ...(included ? { included } : {}) }];
  return { moved, after: { ...booking, places: [...left, ...moved], prices } };
}

/** Never another price in silence, and never without the papers that another price needs. */
function assertSamePrice({ prices }: Booking, place: Place, moved: Place, there: PriceDecision): void {
  const here = prices.find(({ sessionId }) => sessionId === place.sessionId);
  if (place.netPence === moved.netPence && JSON.stringify(here?.vat) === JSON.stringify(there.vat)) return;
  const how =
    place.allowanceSeat !== undefined
      ? "This place came with your membership, and no further one is left for the other session"
      : `A place there costs ${pounds(moved.netPence)} without VAT, and this one ${pounds(place.netPence)}, or its VAT is another`;
  throw cannotMove(`${how}. Cancel here, which credits all of the price, and book there`);
}
