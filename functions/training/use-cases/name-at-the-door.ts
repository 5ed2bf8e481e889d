import { type Contact, newContactPuts } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { assertNotOnRoster, claimAtTheDoor } from "../attendance/claim-at-the-door.ts";
import { presentNow } from "../attendance/present-now.ts";
import { changed, standingOf } from "../attendance/standing.ts";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { bookingPut } from "../keys/booking.ts";
import { seatPut } from "../keys/seat.ts";
import type { AtTheDoor } from "../schema/attendance.ts";
import { type Place, placesOf } from "../schema/booking.ts";
import { Seat } from "../schema/seat.ts";
import { seatKeyOf } from "../seating/place-keys.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { assertOnTheDay } from "./mark-attendance.ts";
import { readRoster } from "./read-roster.ts";

/** Says who is really on a place: a name that was to follow, or somebody who came for a colleague. They are there. */
export async function nameAtTheDoor(ctx: Ctx, sessionId: string, { placeId, name, email }: AtTheDoor): Promise<Place> {
  const contactId = ctx.ids.next("con");
  return retryingConflicts(async () => {
    const { session, rows } = await readRoster(ctx, sessionId);
    assertOnTheDay(session, ctx.clock.now());
    const row = rows.find((each) => each.placeId === placeId);
    if (row === undefined) throw new Problem("not-found", "That place is not part of this session any more.");
    assertNotOnRoster(rows, email);
    const stored = await loadBooking(ctx, row.bookingId);
    const before = stored && placesOf(stored.data).find((each) => each.placeId === placeId);
    const seat = before && (await ctx.table.get(seatKeyOf(before), Seat, { consistent: true }));
    if (stored?.data.status !== "confirmed" || before === undefined || seat?.data.placeId !== placeId) {
      throw new Problem("gone", "That place was cancelled a moment ago. Nothing was changed.");
    }
    const place: Place = { ...before, delegate: { contactId } };
    const places = stored.data.places.map((each) => (each.placeId === placeId ? place : each));
    const booking = { ...stored.data, places };
    const organisationId = booking.organisationId ?? booking.bookingId;
    const contact: Contact = { contactId, organisationId, name, email, role: "delegate", createdAt: ctx.clock.now() };
    const told = {
      ...{ ...whoseOf(booking), session: factsOf(session), place: placeFacts(place) },
      ...(before.delegate ? { formerly: before.delegate } : {}),
    };
    const coming = { place, booking };
    const claims = await claimAtTheDoor(ctx, booking, { place, delegate: { contactId }, contact }, session);
    const attendance = changed(await standingOf(ctx, coming), session, coming, presentNow(ctx));
    await commit(ctx, {
      put: [
        bookingPut(booking, stored.version + 1),
        seatPut(seat.key, { ...seat.data, delegate: { contactId } }, seat.version + 1),
        ...newContactPuts(contact),
        ...claims,
        attendance.put,
      ],
      emit: [ofBooking(booking, (about) => draft(training.delegateChanged, told, about)), ...attendance.emit],
    });
    return place;
  });
}
