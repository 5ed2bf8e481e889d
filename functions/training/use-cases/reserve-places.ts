import { authorise } from "@alliance/auth";
import { type Pence, Problem, plusMinutes, pounds } from "@alliance/core";
import { grantsOf } from "@alliance/entitlement";
import { Conflict, type Ctx, commit, retryingConflicts } from "@alliance/store";
import { buyerOf } from "../bookings/buyer-of.ts";
import { decidePrice, pricesOf } from "../bookings/decide-price.ts";
import { holdMinutes, mostClaims } from "../bookings/house.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { assertRoomToHold } from "../bookings/own-holds.ts";
import { takeDiscount, withoutDiscount } from "../bookings/take-discount.ts";
import { bookingPut } from "../keys/booking.ts";
import { type Booking, type Reservation, sessionIdsOf } from "../schema/booking.ts";
import type { PoolId } from "../schema/topics.ts";
import { type Around, readAround } from "../seating/around.ts";
import { noteFull } from "../seating/count-places.ts";
import { findSeats } from "../seating/find-seats.ts";
import { claimPuts, placesWished, planPlaces, type Wish } from "../seating/plan-places.ts";
import { assertBookable, capacityOf } from "../sessions/read-sessions.ts";
import { expireLapsed } from "./expire-booking.ts";

export type Reserved =
  | { readonly outcome: "held"; readonly booking: Booking }
  /** Nothing is held. `peopleWait`: places that come free are theirs first. Both lead to the queue. */
  | { readonly outcome: "full"; readonly sessionId: string; readonly poolId: PoolId; readonly peopleWait: boolean };

/**
 * Holds seats for somebody while they fill in names and payment: all that they wish for, or nothing. One commit of the
 * seats and the booking; two who want the same seat choose again, far apart.
 */
export async function reservePlaces(ctx: Ctx, input: Reservation): Promise<Reserved> {
  authorise(ctx.actor, "training.book");
  const buyer = await buyerOf(ctx, input);
  const bookingId = ctx.ids.next("bkg");
  let attempt = 0;
  let hasCleared = false;
  return retryingConflicts(async () => {
    attempt++;
    const known = attempt > 1 ? await loadBooking(ctx, bookingId) : undefined;
    if (known) return { outcome: "held", booking: known.data };
    const around = await readAround(ctx, input.wishes);
    const wishes = wishesOf(around, input, ctx.clock.now());
    const early = firstToRefuse(around, wishes);
    if (early) return early;
    const { organisationId } = buyer;
    const [plan] = await Promise.all([
      planned(ctx, { wishes, input, bookingId, attempt, organisationId }),
      attempt === 1 ? assertRoomToHold(ctx, organisationId, wishes) : undefined,
    ]);
    if ("full" in plan) {
      const { session, poolId } = plan.full;
      const { sessionId } = session;
      if (!hasCleared && (await expireLapsed(ctx, sessionId)) > 0) {
        hasCleared = true;
        throw new Conflict("seats came free just now");
      }
      await noteFull(ctx, session);
      return { outcome: "full", sessionId, poolId, peopleWait: false };
    }
    const madeAt = ctx.clock.now();
    const times = { madeAt, holdUntil: plusMinutes(madeAt, holdMinutes) };
    const booking: Booking = { bookingId, ...buyer, status: "held", ...times, ...plan };
    // A discount comes off what the form had shown; what is left to pay is shown before anything is confirmed.
    assertShownPrice(withoutDiscount(booking), input.shownNetPence);
    const put = [bookingPut(booking, 1), ...claimPuts(booking, booking.places)];
    // Giving them all back relies on each session's queue, and may tell it of them.
    if (put.length + 2 * sessionIdsOf(booking).length > mostClaims)
      throw new Problem("invalid-input", "That is too much for one booking. Book fewer dates or places first.");
    await commit(ctx, { put });
    return { outcome: "held", booking };
  });
}

function wishesOf({ sessions }: Around, input: Reservation, now: string): Wish[] {
  const wishes = input.wishes.map(({ sessionId, poolId, places }) => {
    const session = sessions.get(sessionId);
    assertBookable(session, now);
    if (capacityOf(session, poolId) === 0) {
      throw new Problem("invalid-input", `“${session.title}” cannot be joined in that way. Choose how to take part.`);
    }
    return { session, poolId, places };
  });
  for (const { session } of wishes) {
    const most = session.maxPlacesABooking;
    if (placesWished(wishes, session.sessionId) > most) {
      const message = `Book at most ${most} places of “${session.title}” at a time`;
      throw new Problem("invalid-input", `${message}.`, [{ field: "places", message }]);
    }
  }
  return wishes;
}

/** Most of a crowd is told by one read: people wait, or somebody counted and nothing was left. */
function firstToRefuse({ queues, left }: Around, wishes: readonly Wish[]): Reserved | undefined {
  for (const { session, poolId } of wishes) {
    const { sessionId } = session;
    const peopleWait = (queues.get(sessionId)?.waiting[poolId] ?? 0) > 0;
    const isFull = left.get(sessionId)?.pools[poolId]?.left === 0;
    if (peopleWait || isFull) return { outcome: "full", sessionId, poolId, peopleWait };
  }
  return undefined;
}

interface Planning {
  readonly wishes: readonly Wish[];
  readonly input: Reservation;
  readonly bookingId: string;
  readonly attempt: number;
  readonly organisationId: string | undefined;
}

async function planned(ctx: Ctx, { wishes, input, bookingId, attempt, organisationId }: Planning) {
  const sessions = [...new Set(wishes.map(({ session }) => session))];
  const on = sessions[0]?.startsAtLocal.slice(0, 10) ?? "";
  const grants = organisationId === undefined ? [] : await grantsOf(ctx.table, [organisationId], on);
  const decided = sessions.map((session) => decidePrice(session, grants));
  const plan = await planPlaces(ctx, {
    ...{ bookingId, organisationId, wishes, decided, useIncluded: input.useIncluded },
    seatsFor: ({ session, poolId, places: count }) => {
      const { sessionId } = session;
      const seed = `${bookingId}|${attempt}|${sessionId}`;
      return findSeats(ctx, { sessionId, poolId, capacity: capacityOf(session, poolId), count, seed });
    },
  });
  if ("full" in plan) return plan;
  const undiscounted = { ...plan, prices: pricesOf(decided, plan.places, input.useIncluded) };
  const { discount: code } = input;
  if (code === undefined) return undiscounted;
  const { places, prices } = await takeDiscount(ctx, undiscounted, { code, sessions, seed: `${bookingId}|${attempt}` });
  return { places: [...places], prices: [...prices] };
}

/** Nobody pays another price than the one they saw. */
export function assertShownPrice(netPence: Pence, shownNetPence: Pence): void {
  if (netPence === shownNetPence) return;
  const [was, is] = [pounds(shownNetPence), pounds(netPence)];
  throw new Problem(
    "stale",
    `The price was ${was} when we showed it and is ${is} now, without VAT. Nothing was booked. Look at the new price and book again if you agree.`,
  );
}
