import { type Contact, hashOfEmail } from "@alliance/auth";
import { dateInWords, londonDateOf, Problem } from "@alliance/core";
import type { Ctx, Put, Stored } from "@alliance/store";
import { bookingKey } from "../keys/booking.ts";
import { claimKey, claimPut } from "../keys/claim.ts";
import { Booking, isLive, type Place, placesOf } from "../schema/booking.ts";
import { DelegateClaim } from "../schema/claim.ts";
import type { Delegate } from "../schema/seat.ts";
import type { Session } from "../schema/session.ts";

/** Somebody who is named for a place, told apart by their account or else by their address. */
export interface NamedFor {
  readonly place: Place;
  readonly delegate: Delegate;
  readonly contact?: Contact | undefined;
}

/** The same for whoever is the same; undefined of a contact that is not there any more. */
export function whoOf(delegate: Delegate, contact: Contact | undefined): string | undefined {
  if ("personId" in delegate) return delegate.personId;
  return contact && hashOfEmail(contact.email);
}

const daysKept = 14;
const goneAt = ({ endsAt }: Session): number => Math.floor(Date.parse(endsAt) / 1000) + daysKept * 86_400;

/**
 * Claims each person's one place at a session, for the caller's commit: two bookings that name the same person at once
 * want the same key. A claim whose place is not theirs any more is taken over, so nothing that ends a booking looks
 * after claims. Throws the place that somebody has already.
 */
export async function claimDelegates(
  ctx: Ctx,
  booking: Booking,
  named: readonly NamedFor[],
  sessions: readonly Session[],
): Promise<Put[]> {
  const wanted = named.flatMap((each) => {
    const who = whoOf(each.delegate, each.contact);
    return who === undefined ? [] : [{ ...each, who, key: claimKey(each.place.sessionId, who) }];
  });
  const claims = await ctx.table.getMany(
    wanted.map(({ key }) => key),
    DelegateClaim,
    { consistent: true },
  );
  const holders = await bookingsOfClaims(ctx, booking, claims);
  return wanted.map(({ place, delegate, key }, at) => {
    const claim = claims[at];
    const holder = claim && holders.get(claim.data.bookingId);
    const theirs = holder && claim && placeOfClaim(holder, claim.data);
    if (holder && theirs) throw alreadyThere(booking, place, { holder, theirs });
    const session = sessions.find(({ sessionId }) => sessionId === place.sessionId);
    if (session === undefined) throw new Error(`${place.sessionId} is not of this booking`);
    const { bookingId } = booking;
    return claimPut(key, { bookingId, placeId: place.placeId, delegate }, (claim?.version ?? 0) + 1, goneAt(session));
  });
}

/** Whose live booking has somebody's one place at a session, held or confirmed. */
export async function holderOf(ctx: Ctx, { place, delegate, contact }: NamedFor): Promise<Booking | undefined> {
  const who = whoOf(delegate, contact);
  const claim = who && (await ctx.table.get(claimKey(place.sessionId, who), DelegateClaim, { consistent: true }));
  if (!claim) return undefined;
  const holder = await ctx.table.get(bookingKey(claim.data.bookingId), Booking, { consistent: true });
  return holder && placeOfClaim(holder.data, claim.data) ? holder.data : undefined;
}

/** Of this booking itself, who is named twice is seen without it. */
async function bookingsOfClaims(
  ctx: Ctx,
  { bookingId }: Booking,
  claims: readonly (Stored<DelegateClaim> | undefined)[],
) {
  const ids = claims.flatMap((claim) => (claim && claim.data.bookingId !== bookingId ? [claim.data.bookingId] : []));
  const found = await ctx.table.getMany([...new Set(ids)].map(bookingKey), Booking, { consistent: true });
  return new Map(found.flatMap((stored) => (stored ? [[stored.data.bookingId, stored.data] as const] : [])));
}

/** The place while it is still theirs: live, and for whom the claim was made. */
function placeOfClaim(holder: Booking, { placeId, delegate }: DelegateClaim): Place | undefined {
  const place = isLive(holder.status) && placesOf(holder).find((each) => each.placeId === placeId);
  return place && JSON.stringify(place.delegate) === JSON.stringify(delegate) ? place : undefined;
}

interface Theirs {
  readonly holder: Booking;
  readonly theirs: Place;
}

const numberOf = ({ placeId }: Place): string => placeId.slice(placeId.lastIndexOf("-") + 1);

/** Of another organisation's booking only that it is there. */
function alreadyThere(booking: Booking, { placeId }: Place, { holder, theirs }: Theirs): Problem {
  const isOurs = booking.organisationId
    ? booking.organisationId === holder.organisationId
    : booking.bookedBy === holder.bookedBy;
  const where = isOurs
    ? `place ${numberOf(theirs)} of the booking of ${dateInWords(londonDateOf(holder.madeAt))}`
    : "in another booking";
  const message = `This person has a place at this session already: ${where}. Name somebody else, or leave the name to follow`;
  return new Problem("invalid-input", `${message}.`, [{ field: placeId, message }]);
}
