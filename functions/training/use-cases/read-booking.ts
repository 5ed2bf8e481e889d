import { canFor, isInForce, organisationCards, Person, peopleOf, personKey } from "@alliance/auth";
import { type LondonDate, londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { approverOf } from "../bookings/ask-approval.ts";
import { personOf } from "../bookings/buyer-of.ts";
import { creditPercentFor } from "../bookings/credit-of.ts";
import { namedContacts } from "../bookings/named-contacts.ts";
import { needsOfBooking } from "../bookings/needs-of.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { type Booking, isLive, type Placing, placesOf, sessionIdsOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { readSessions } from "../sessions/read-sessions.ts";

export interface Named {
  readonly name: string;
  readonly email: string;
  readonly isMe: boolean;
}

export interface BookingDetails {
  readonly booking: Booking;
  readonly sessions: readonly Session[];
  /** By the id of the place; a name to follow is absent. */
  readonly named: ReadonlyMap<string, Named>;
  /** What delegates need on the day, by the id of the place. */
  readonly needs: ReadonlyMap<string, string>;
  /** By the id of the session: what is credited to who cancels today. */
  readonly creditPercents: ReadonlyMap<string, number>;
  /** Whose yes it needs, or waits for, by name. */
  readonly approverName?: string;
  /** What the invoice says unless somebody types otherwise. */
  readonly billTo: Placing["billTo"];
  /** People of the same organisation with an account, by name, but for whoever looks. */
  readonly colleagues: readonly Colleague[];
  /** Whoever looks may open the organisation's invoices. */
  readonly mayReadInvoice: boolean;
  readonly today: LondonDate;
  readonly now: string;
}

export interface Colleague {
  readonly personId: string;
  readonly name: string;
}

/** A booking for whoever may change it: its sessions as they are now, and who comes. */
export async function readBooking(ctx: Ctx, bookingId: string): Promise<BookingDetails> {
  const { data: booking } = await ownBooking(ctx, bookingId);
  const [sessions, named, billTo, colleagues, needs] = await Promise.all([
    readSessions(ctx, sessionIdsOf(booking)),
    namesOf(ctx, booking),
    billToOf(ctx, booking),
    colleaguesOf(ctx, booking),
    needsOfBooking(ctx, booking),
  ]);
  const approver = booking.status === "held" ? await approverOf(ctx, booking) : booking.approval?.approver;
  const known = approver && (await ctx.table.get(personKey(approver), Person))?.data.name;
  const asked = approver ? { approverName: known ?? "your budget holder" } : {};
  const now = ctx.clock.now();
  const today = londonDateOf(now);
  const creditPercents = new Map(sessions.map((each) => [each.sessionId, creditPercentFor(each, booking, today)]));
  const { actor } = ctx;
  const { organisationId } = booking;
  const mayReadInvoice = organisationId
    ? canFor(actor, "finance.read-own", organisationId)
    : personOf(ctx).personId === booking.bookedBy;
  return { booking, ...asked, sessions, named, needs, creditPercents, billTo, colleagues, mayReadInvoice, today, now };
}

async function colleaguesOf(ctx: Ctx, { organisationId, status }: Booking): Promise<readonly Colleague[]> {
  if (organisationId === undefined || !isLive(status)) return [];
  const [me, today] = [personOf(ctx).personId, londonDateOf(ctx.clock.now())];
  const roles = (await peopleOf(ctx.table, organisationId)).filter((role) => isInForce(role, today));
  const ids = [...new Set(roles.map(({ personId }) => personId))].filter((personId) => personId !== me);
  const people = await ctx.table.getMany(ids.map(personKey), Person);
  return people
    .flatMap((stored) => (stored ? [{ personId: stored.data.personId, name: stored.data.name }] : []))
    .sort((a, b) => a.name.localeCompare(b.name, "en-GB"));
}

async function namesOf(ctx: Ctx, booking: Booking): Promise<ReadonlyMap<string, Named>> {
  const me = personOf(ctx).personId;
  const places = placesOf(booking);
  const personIds = places.flatMap(({ delegate }) => (delegate && "personId" in delegate ? [delegate.personId] : []));
  const [people, contacts] = await Promise.all([
    ctx.table.getMany([...new Set(personIds)].map(personKey), Person),
    namedContacts(ctx, places),
  ]);
  const known = new Map<string, { readonly name: string; readonly email: string }>([
    ...people.flatMap((each) => (each ? [[each.data.personId, each.data] as const] : [])),
    ...contacts,
  ]);
  return new Map(
    places.flatMap(({ placeId, delegate }) => {
      if (delegate === undefined) return [];
      const id = "personId" in delegate ? delegate.personId : delegate.contactId;
      // Somebody whose data was erased still has the place: it is not to follow.
      const { name, email } = known.get(id) ?? { name: "Somebody we no longer know", email: "" };
      return [[placeId, { name, email, isMe: id === me }]];
    }),
  );
}

async function billToOf(ctx: Ctx, { organisationId, organisationName }: Booking): Promise<Placing["billTo"]> {
  const [card] = organisationId ? await organisationCards(ctx.table, [organisationId]) : [];
  const { addressLines = [], town, postcode } = card ?? {};
  const lines = [...addressLines, town, postcode].filter((line) => line !== undefined && line.trim() !== "");
  return { name: card?.name ?? organisationName, addressLines: [...new Set(lines as string[])] };
}
