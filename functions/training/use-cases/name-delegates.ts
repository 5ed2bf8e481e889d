import { affiliationsOf, type Contact, Contact as ContactSchema, contactKey, newContactPuts } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { Conflict, type Ctx, commit, type Put, retryingConflicts, type Stored } from "@alliance/store";
import { assertNotThere } from "../attendance/assert-not-there.ts";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { personOf } from "../bookings/buyer-of.ts";
import { claimDelegates, whoOf } from "../bookings/claim-delegates.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { bookingPut } from "../keys/booking.ts";
import { seatPut } from "../keys/seat.ts";
import { type Booking, isLive, type Naming, type Place, placesOf, sessionIdsOf } from "../schema/booking.ts";
import { type Delegate, Seat } from "../schema/seat.ts";
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

interface Change {
  readonly place: Place;
  readonly delegate: Delegate | undefined;
  readonly contact?: Contact;
}

async function nameSome(ctx: Ctx, { bookingId, delegates }: Naming, contactIds: readonly string[]): Promise<Booking> {
  const { data: booking, version } = await ownBooking(ctx, bookingId);
  if (!isLive(booking.status))
    throw new Problem("gone", "This booking is over, so nobody can be named for it any more.");
  const sessions = await readSessions(ctx, sessionIdsOf(booking));
  const known = await namedContacts(ctx, booking);
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

type Contacts = ReadonlyMap<string, Contact>;

/** Those who were named by their address, by their ids. */
async function namedContacts(ctx: Ctx, booking: Booking): Promise<Contacts> {
  const ids = placesOf(booking).flatMap(({ delegate }) =>
    delegate && "contactId" in delegate ? [delegate.contactId] : [],
  );
  const contacts = await ctx.table.getMany(ids.map(contactKey), ContactSchema, { consistent: true });
  return new Map(contacts.flatMap((stored) => (stored ? [[stored.data.contactId, stored.data]] : [])));
}

interface Whose {
  readonly booking: Booking;
  readonly place: Place;
  readonly known: Contacts;
}

/** Personal data goes into a contact and nowhere else; a form that is sent again names nobody a second time. */
async function delegateOf(
  ctx: Ctx,
  { booking, place, known }: Whose,
  who: Naming["delegates"][number]["who"],
  contactId: string,
): Promise<Omit<Change, "place">> {
  if (who === "to-follow") return { delegate: undefined };
  if (who === "me") return { delegate: { personId: personOf(ctx).personId } };
  if ("personId" in who) {
    await assertColleague(ctx, booking, who.personId);
    return { delegate: { personId: who.personId } };
  }
  const { name, email } = who;
  const { delegate } = place;
  const before = delegate && "contactId" in delegate ? known.get(delegate.contactId) : undefined;
  if (before?.name === name && before.email === email) return { delegate };
  const organisationId = booking.organisationId ?? booking.bookingId;
  const contact: Contact = { contactId, organisationId, name, email, role: "delegate", createdAt: ctx.clock.now() };
  return { delegate: { contactId }, contact };
}

async function assertColleague(ctx: Ctx, { organisationId, bookedBy }: Booking, personId: string): Promise<void> {
  if (personId === bookedBy) return;
  const roles = await affiliationsOf(ctx.table, personId, londonDateOf(ctx.clock.now()));
  if (organisationId !== undefined && roles.some((role) => role.organisationId === organisationId)) return;
  throw new Problem("not-found", "We cannot find that colleague at your organisation. Name them with their address.");
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

/** Whoever has an account is told apart by it, others by their address. */
function assertNobodyTwice(booking: Booking, changes: readonly Change[], known: Contacts): void {
  const fresh = new Map(changes.flatMap(({ contact }) => (contact ? [[contact.contactId, contact]] : [])));
  const seen = new Set<string>();
  for (const { sessionId, delegate, placeId } of placesOf(booking)) {
    if (delegate === undefined) continue;
    const contact =
      "contactId" in delegate ? (fresh.get(delegate.contactId) ?? known.get(delegate.contactId)) : undefined;
    const who = whoOf(delegate, contact);
    if (seen.has(`${sessionId}|${who}`)) {
      const message = "Each person can have one place at a session. Name somebody else, or leave the name to follow";
      throw new Problem("invalid-input", `${message}.`, [{ field: placeId, message }]);
    }
    if (who !== undefined) seen.add(`${sessionId}|${who}`);
  }
}

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
