import { type Contact, newContactPuts } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { grantsOf } from "@alliance/entitlement";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { assertNotOnRoster, claimAtTheDoor } from "../attendance/claim-at-the-door.ts";
import { presentNow } from "../attendance/present-now.ts";
import { changed, standingOf } from "../attendance/standing.ts";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { personOf } from "../bookings/buyer-of.ts";
import { decidePrice, pricesOf } from "../bookings/decide-price.ts";
import { orderLines } from "../bookings/order-lines.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { bookingPut } from "../keys/booking.ts";
import type { WalkIn } from "../schema/attendance.ts";
import { type Booking, netPenceOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { findSeats } from "../seating/find-seats.ts";
import { claimPuts, planPlaces } from "../seating/plan-places.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { capacityOf } from "../sessions/read-sessions.ts";
import { assertOnTheDay } from "./mark-attendance.ts";
import { type Roster, readRoster } from "./read-roster.ts";

const refuse = (field: string, message: string): Problem =>
  new Problem("invalid-input", `${message}.`, [{ field, message }]);

/**
 * Somebody came without a booking: they get a place that is really free, and are marked as there. Never more than the
 * room holds. Where the session costs something their school is invoiced, unless whoever admits them says why not.
 */
export async function admitWalkIn(ctx: Ctx, sessionId: string, input: WalkIn): Promise<Booking> {
  const ids = { bookingId: ctx.ids.next("bkg"), contactId: ctx.ids.next("con") };
  let attempt = 0;
  return retryingConflicts(async () => {
    attempt++;
    const { session, rows } = await readRoster(ctx, sessionId);
    const known = await loadBooking(ctx, ids.bookingId);
    if (known) return known.data;
    assertOnTheDay(session, ctx.clock.now());
    assertNotOnRoster(rows, input.email);
    if (capacityOf(session, input.poolId) === 0) throw refuse("poolId", "Choose how they take part");
    return admit(ctx, session, { input, attempt, whose: schoolOf(rows, input.organisationName), ...ids });
  });
}

interface Admitting {
  readonly input: WalkIn;
  /** Each looks elsewhere for a seat. */
  readonly attempt: number;
  readonly whose: Pick<Booking, "organisationId" | "organisationName">;
  readonly bookingId: string;
  readonly contactId: string;
}

/** A school that has places here is known by its name as the register shows it; where two bear it, by neither. */
function schoolOf(rows: Roster["rows"], typed: string): Admitting["whose"] {
  const same = rows.filter(({ organisationName }) => organisationName.toLowerCase() === typed.toLowerCase());
  const organisationName = same[0]?.organisationName ?? typed;
  const [organisationId, ...others] = new Set(same.flatMap((row) => row.organisationId ?? []));
  return { ...(organisationId && others.length === 0 ? { organisationId } : {}), organisationName };
}

async function admit(ctx: Ctx, session: Session, admitting: Admitting): Promise<Booking> {
  const { input, whose, bookingId, contactId } = admitting;
  const now = ctx.clock.now();
  const { places, prices } = await placeOf(ctx, session, admitting);
  const [place] = places;
  if (place === undefined) throw new Error("one place was planned");
  const isFree = netPenceOf({ places }) === 0 || input.noChargeBecause !== undefined;
  const booking: Booking = {
    ...{ bookingId, ...whose, bookedBy: personOf(ctx).personId, atTheDoor: true, status: "confirmed", madeAt: now },
    places: [{ ...place, netPence: isFree ? 0 : place.netPence, delegate: { contactId } }],
    ...{ prices, payment: isFree ? "free" : "invoice" },
    ...(input.purchaseOrderNumber && !isFree ? { purchaseOrderNumber: input.purchaseOrderNumber } : {}),
    ...(input.noChargeBecause ? { noChargeBecause: input.noChargeBecause } : {}),
  };
  const organisationId = whose.organisationId ?? bookingId;
  const { name, email } = input;
  const contact: Contact = { contactId, organisationId, name, email, role: "delegate", createdAt: now };
  const coming = { place: booking.places[0] as typeof place, booking };
  const claims = await claimAtTheDoor(ctx, booking, { ...coming, delegate: { contactId }, contact }, session);
  const attendance = changed(await standingOf(ctx, coming), session, coming, presentNow(ctx));
  await commit(ctx, {
    put: [
      ...[bookingPut(booking, 1), ...claimPuts(booking, booking.places), ...claims],
      ...[...newContactPuts(contact), attendance.put],
    ],
    emit: [
      admittedEvent(booking, session),
      ...(isFree ? [] : [orderEvent(booking, session, contactId)]),
      ...attendance.emit,
    ],
  });
  return booking;
}

/** At the door the room decides: a school's quota is for those who book. */
async function placeOf(ctx: Ctx, session: Session, { input, whose, bookingId, attempt }: Admitting) {
  const { perSchoolQuota: _, ...open } = session;
  const { sessionId } = session;
  const { poolId } = input;
  const { organisationId } = whose;
  const on = session.startsAtLocal.slice(0, 10);
  const decided = decidePrice(session, organisationId ? await grantsOf(ctx.table, [organisationId], on) : []);
  const plan = await planPlaces(ctx, {
    ...{
      bookingId,
      organisationId,
      wishes: [{ session: open, poolId, places: 1 }],
      decided: [decided],
      useIncluded: true,
    },
    seatsFor: () =>
      findSeats(ctx, {
        sessionId,
        poolId,
        capacity: capacityOf(session, poolId),
        count: 1,
        seed: `${bookingId}|${attempt}`,
      }),
  });
  if (!("full" in plan)) return { places: plan.places, prices: pricesOf([decided], plan.places, true) };
  const where = poolId === "room" ? "The room is full" : "Every place online is taken";
  throw new Problem(
    "conflict",
    `${where}: nobody more can be let in, whatever was marked. If they come for a colleague, put their name on the colleague's place.`,
  );
}

const admittedEvent = (booking: Booking, session: Session) =>
  ofBooking(booking, (about) => {
    const [place] = booking.places.map(placeFacts);
    if (place === undefined) throw new Error("a walk-in has a place");
    return draft(training.walkInAdmitted, { ...whoseOf(booking), session: factsOf(session), place }, about);
  });

/** The account of a school that we do not know is the walk-in's own: whoever stood at the door owes nothing. */
const orderEvent = (booking: Booking, session: Session, contactId: string) =>
  ofBooking(booking, (about) =>
    draft(
      training.bookingPlaced,
      {
        ...whoseOf(booking),
        ...{ bookedBy: contactId, financeContactId: contactId, payment: "invoice" },
        ...(booking.purchaseOrderNumber ? { purchaseOrderNumber: booking.purchaseOrderNumber } : {}),
        billTo: { name: booking.organisationName, addressLines: [] },
        lines: orderLines(booking, [session]),
      },
      about,
    ),
  );
