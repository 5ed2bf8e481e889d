import { Contact, contactKey } from "@alliance/auth";
import { londonDateOf, Problem, pounds } from "@alliance/core";
import { grantsOf } from "@alliance/entitlement";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { claimDelegates, type NamedFor } from "../bookings/claim-delegates.ts";
import { creditPercentFor } from "../bookings/credit-of.ts";
import { decidePrice } from "../bookings/decide-price.ts";
import { creditPercentToMove } from "../bookings/house.ts";
import { moveNeeds } from "../bookings/needs-of.ts";
import { lineOf } from "../bookings/order-lines.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { placesWanted } from "../bookings/places-wanted.ts";
import { bookingPut } from "../keys/booking.ts";
import { queueKey } from "../keys/queue.ts";
import { type Booking, type Place, type PriceDecision, placesOf } from "../schema/booking.ts";
import { Queue } from "../schema/queue.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { findSeats } from "../seating/find-seats.ts";
import { freePlaces } from "../seating/free-places.ts";
import { claimPuts, planPlaces } from "../seating/plan-places.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { assertBookable, capacityOf, storedSessions } from "../sessions/read-sessions.ts";

export interface Transferring {
  readonly bookingId: string;
  /** Of one session. */
  readonly placeIds: readonly string[];
  readonly toSessionId: string;
  readonly poolId: PoolId;
}

/**
 * Moves places of a confirmed booking to another session: claimed there and given back here in one commit. Only where the
 * price and its VAT are the same, so that the invoice stays right; where they are not, it says what to do instead.
 */
export function transferPlaces(ctx: Ctx, input: Transferring): Promise<Booking> {
  const transferId = ctx.ids.next("tra");
  let attempt = 0;
  return retryingConflicts(async () => {
    attempt++;
    const stored = await ownBooking(ctx, input.bookingId);
    const places = placesWanted(stored.data, input.placeIds, "move");
    const [from, to] = await bothSessions(ctx, places[0].sessionId, input.toSessionId);
    assertMovable(ctx, stored.data, from.data, to.data);
    const plan = await planned(ctx, { booking: stored.data, places, to: to.data, poolId: input.poolId, attempt });
    await commitTransfer(ctx, stored, { ...plan, places, from, to, transferId });
    return plan.after;
  });
}

async function bothSessions(ctx: Ctx, fromId: string, toId: string) {
  if (fromId === toId) throw wrong("They are at this session already. Choose another one");
  const [from, to] = await storedSessions(ctx, [fromId, toId]).catch(() => []);
  if (from === undefined || to === undefined) throw new Problem("not-found", "We cannot find that session.");
  return [from, to] as const;
}

const wrong = (message: string): Problem => new Problem("invalid-input", `${message}.`, [{ field: "to", message }]);

function assertMovable(ctx: Ctx, booking: Booking, from: Session, to: Session): void {
  const now = ctx.clock.now();
  if (now >= from.startsAt)
    throw new Problem("gone", "This session has begun, so its places cannot be moved any more.");
  if (creditPercentFor(from, booking, londonDateOf(now)) < creditPercentToMove) {
    throw new Problem(
      "conflict",
      "It is too late to move these places: by the terms of the session not all of their price would be credited any more. You can send somebody else, at no cost.",
    );
  }
  assertBookable(to, now);
}

interface Planning {
  readonly booking: Booking;
  readonly places: readonly Place[];
  readonly to: Session;
  readonly poolId: PoolId;
  readonly attempt: number;
}

/** The places at the other session, each at the price of the one that it takes the stead of. */
async function planned(ctx: Ctx, { booking, places, to, poolId, attempt }: Planning) {
  const { bookingId, organisationId } = booking;
  const { sessionId, title } = to;
  const capacity = capacityOf(to, poolId);
  if (capacity === 0) throw wrong(`“${title}” cannot be joined in that way`);
  const there = placesOf(booking).filter((place) => place.sessionId === sessionId);
  if (there.length + places.length > to.maxPlacesABooking) {
    throw wrong(`A booking has at most ${to.maxPlacesABooking} places of “${title}”`);
  }
  const queue = await ctx.table.get(queueKey(sessionId), Queue, { consistent: true });
  const full = `“${title}” has no free places for this. Join its queue, and keep these until you are offered some`;
  if ((queue?.data.waiting[poolId] ?? 0) > 0) throw wrong(full);
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
  if ("full" in plan) throw wrong(full);
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
  const prices = known ? booking.prices : [...booking.prices, decided.price];
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
  throw wrong(`${how}. Cancel here, which credits all of the price, and book there`);
}

interface Planned {
  readonly places: readonly Place[];
  readonly moved: readonly Place[];
  readonly after: Booking;
  readonly from: Stored<Session>;
  readonly to: Stored<Session>;
  readonly transferId: string;
}

async function commitTransfer(ctx: Ctx, { data: booking, version }: Stored<Booking>, plan: Planned): Promise<void> {
  const { places, moved, after, from, to, transferId } = plan;
  const named = await namedOf(ctx, moved);
  const already = placesOf(booking).filter(({ sessionId }) => sessionId === to.data.sessionId);
  const isThere = ({ delegate }: NamedFor) =>
    already.some((place) => JSON.stringify(place.delegate) === JSON.stringify(delegate));
  if (named.some(isThere)) throw wrong("Somebody of these has a place there already. Move the others");
  const [freed, claims, needs] = await Promise.all([
    freePlaces(ctx, booking, places),
    claimDelegates(ctx, after, named, [to.data]).catch((error: unknown) => {
      throw error instanceof Problem && error.code === "invalid-input" ? wrong(error.errors[0]?.message ?? "") : error;
    }),
    moveNeeds(ctx, places, moved, to.data),
  ]);
  const data = {
    ...{ ...whoseOf(booking), transferId, from: factsOf(from.data), to: factsOf(to.data) },
    moved: places.map((place, at) => ({ from: placeFacts(place), to: placeFacts(moved[at] as Place) })),
  };
  await commit(ctx, {
    put: [bookingPut(after, version + 1), ...claimPuts(after, moved), ...claims, ...needs.put, ...freed.put],
    remove: [...freed.remove, ...needs.remove],
    // Nobody moves to a session that is being called off, or past somebody who is joining its queue.
    expect: [...freed.expect, { key: to.key, version: to.version }],
    emit: [ofBooking(booking, (about) => draft(training.placesTransferred, data, about)), ...freed.emit],
  });
}

async function namedOf(ctx: Ctx, moved: readonly Place[]): Promise<NamedFor[]> {
  const named = moved.flatMap((place) => (place.delegate ? [{ place, delegate: place.delegate }] : []));
  const ids = named.flatMap(({ delegate }) => ("contactId" in delegate ? [delegate.contactId] : []));
  const found = await ctx.table.getMany(ids.map(contactKey), Contact, { consistent: true });
  const contacts = new Map(found.flatMap((stored) => (stored ? [[stored.data.contactId, stored.data]] : [])));
  return named.map((each) => ({
    ...each,
    contact: "contactId" in each.delegate ? contacts.get(each.delegate.contactId) : undefined,
  }));
}
