import { londonDateOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { claimDelegates, type NamedFor } from "../bookings/claim-delegates.ts";
import { creditPercentFor } from "../bookings/credit-of.ts";
import { creditPercentToMove } from "../bookings/house.ts";
import { namedContacts } from "../bookings/named-contacts.ts";
import { moveNeeds } from "../bookings/needs-of.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { placesWanted } from "../bookings/places-wanted.ts";
import { cannotMove, planTransfer } from "../bookings/plan-transfer.ts";
import { bookingPut } from "../keys/booking.ts";
import { type Booking, type Place, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { freePlaces } from "../seating/free-places.ts";
import { claimPuts } from "../seating/plan-places.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { assertBookable, storedSessions } from "../sessions/read-sessions.ts";

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
    const plan = await planTransfer(ctx, { booking: stored.data, places, to: to.data, poolId: input.poolId, attempt });
    await commitTransfer(ctx, stored, { ...plan, places, from, to, transferId });
    return plan.after;
  });
}

async function bothSessions(ctx: Ctx, fromId: string, toId: string) {
  if (fromId === toId) throw cannotMove("They are at this session already. Choose another one");
  const [from, to] = await storedSessions(ctx, [fromId, toId]).catch(() => []);
  if (from === undefined || to === undefined) throw new Problem("not-found", "We cannot find that session.");
  return [from, to] as const;
}

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
  if (named.some(isThere)) throw cannotMove("Somebody of these has a place there already. Move the others");
  const [freed, claims, needs] = await Promise.all([
    freePlaces(ctx, booking, places),
    claimDelegates(ctx, after, named, [to.data]).catch((error: unknown) => {
      throw error instanceof Problem && error.code === "invalid-input"
        ? cannotMove(error.errors[0]?.message ?? "")
        : error;
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
  const contacts = await namedContacts(ctx, moved);
  return moved.flatMap((place) => {
    const { delegate } = place;
    if (delegate === undefined) return [];
    return [{ place, delegate, contact: "contactId" in delegate ? contacts.get(delegate.contactId) : undefined }];
  });
}
