import { newContactPuts } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { Conflict, type Ctx, commit, type Put, retryingConflicts, type Stored } from "@alliance/store";
import { assertNotThere } from "../attendance/assert-not-there.ts";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { claimDelegates } from "../bookings/claim-delegates.ts";
import { namedContacts } from "../bookings/named-contacts.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { assertNobodyTwice, type Change, delegateOf } from "../bookings/who-comes.ts";
import { bookingPut } from "../keys/booking.ts";
import { seatPut } from "../keys/seat.ts";
import { type Booking, isLive, type Naming, type Place, placesOf, sessionIdsOf } from "../schema/booking.ts";
import { Seat } from "../schema/seat.ts";
import type { Session } from "../schema/session.ts";
import { seatKeyOf } from "../seating/place-keys.ts";
import { seatOf } from "../seating/plan-places.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { readSessions } from "../sessions/read-sessions.ts";

/** A commit takes a hundred items; a delegate comes with six at most. */
const mostAtOnce = 16;

/**
 * Says who comes: before the booking is confirmed and after, for as long as the session lasts. The same person cannot
 * have two places of a session, in one booking or in two. Returns the booking as it is then.
 */
export async function nameDelegates(ctx: Ctx, input: Naming): Promise<Booking> {
  let booking: Booking | undefined;
  for (let from = 0; from < input.delegates.length; from += mostAtOnce) {
    const delegates = input.delegates.slice(from, from + mostAtOnce);
    const contactIds = delegates.map(() => ctx.ids.next("con"));
    booking = await retryingConflicts(() => nameSome(ctx, { ...input, delegates }, contactIds));
  }
  if (booking === undefined) throw new Problem("invalid-input", "Say who comes, for one place at least.");
  return booking;
}

async function nameSome(ctx: Ctx, { bookingId, delegates }: Naming, contactIds: readonly string[]): Promise<Booking> {
  const { data: booking, version } = await ownBooking(ctx, bookingId);
  if (!isLive(booking.status))
    throw new Problem("gone", "This booking is over, so nobody can be named for it any more.");
  const sessions = await readSessions(ctx, sessionIdsOf(booking));
  const known = await namedContacts(ctx, placesOf(booking));
  const changes: Change[] = [];
  for (const [at, { placeId, who }] of delegates.entries()) {
    const place = placesOf(booking).find((each) => each.placeId === placeId);
    if (place === undefined) throw new Problem("not-found", "That place is not part of this booking any more.");
    assertNotOver(sessionOf(sessions, place), ctx.clock.now());
    changes.push({ place, ...(await delegateOf(ctx, { booking, place, known }, who, contactIds[at] ?? "")) });
  }
  const changed = changes.filter(({ place, delegate }) => JSON.stringify(place.delegate) !== JSON.stringify(delegate));
  const after = withDelegates(booking, changed);
  assertNobodyTwice(after, changed, known);
  if (changed.length === 0) return booking;
  const expect = await assertNotThere(
    ctx,
    changed.map(({ place }) => place),
    sessions,
  );
  const named = changed.flatMap(({ place, delegate, contact }) => (delegate ? [{ place, delegate, contact }] : []));
  const claims = await claimDelegates(ctx, booking, named, sessions);
  const seats = await ctx.table.getMany(
    changed.map(({ place }) => seatKeyOf(place)),
    Seat,
    { consistent: true },
  );
  await commit(ctx, {
    put: [
      bookingPut(after, version + 1),
      ...changed.flatMap((change, at) => [...seatPuts(booking, change, seats[at]), ...contactPuts(change)]),
      ...claims,
    ],
    expect,
    emit: booking.status === "confirmed" ? changed.map((change) => changedEvent(booking, change, sessions)) : [],
  });
  return after;
}

function sessionOf(sessions: readonly Session[], { sessionId }: Place): Session {
  const session = sessions.find((each) => each.sessionId === sessionId);
  if (session === undefined) throw new Error(`${sessionId} is not of this booking`);
  return session;
}

function assertNotOver({ title, endsAt }: Session, now: string): void {
  if (now >= endsAt) throw new Problem("gone", `“${title}” is over, so who came cannot be changed any more.`);
}

const withDelegates = (booking: Booking, changes: readonly Change[]): Booking => ({
  ...booking,
  places: booking.places.map((place) => {
    const change = changes.find((each) => each.place.placeId === place.placeId);
    if (change === undefined) return place;
    const { delegate: _, ...rest } = place;
    return change.delegate ? { ...rest, delegate: change.delegate } : rest;
  }),
});

function seatPuts(booking: Booking, { place, delegate }: Change, seat: Stored<Seat> | undefined): Put[] {
  if (seat?.data.placeId !== place.placeId) throw new Conflict(`${place.placeId} gave its seat back meanwhile`);
  return [seatPut(seat.key, seatOf(booking, { ...place, delegate }), seat.version + 1)];
}

const contactPuts = ({ contact }: Change): readonly Put[] => (contact ? newContactPuts(contact) : []);

const changedEvent = (booking: Booking, { place, delegate }: Change, sessions: readonly Session[]) =>
  ofBooking(booking, (about) =>
    draft(
      training.delegateChanged,
      {
        ...whoseOf(booking),
        session: factsOf(sessionOf(sessions, place)),
        place: placeFacts({ ...place, delegate }),
        ...(place.delegate ? { formerly: place.delegate } : {}),
      },
      about,
    ),
  );
