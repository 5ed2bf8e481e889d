import { recognisePerson } from "@alliance/auth";
import { training } from "@alliance/events";
import type { Delegate } from "@alliance/events/training";
import { eventOf, published } from "@alliance/testing";
import ICAL from "ical.js";
import { beforeEach, expect, test } from "vitest";
import { bookerAndDelegate, type LettersCtx, lettersWorld, type Outbox, rhys, sessionSays } from "../test-world.ts";
import { apologiseForLostBooking, confirmBooking, offerPlaces } from "./letters-of-bookings.ts";
import { tellCancelledPlaces, tellChangedDelegate } from "./letters-of-changed-places.ts";

const { bookingConfirmed, bookingLost, placeOffered, placesCancelled, delegateChanged } = training;
const [place] = bookingConfirmed.sample.places;

let ctx: LettersCtx;
let outbox: Outbox;
let bookedBy: string;

beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  bookedBy = await bookerAndDelegate(ctx);
});

const confirmed = (more = {}) => eventOf(bookingConfirmed, { ...bookingConfirmed.sample, bookedBy, ...more });
const letters = () => outbox.sent.map(({ to, subject }) => `${to}: ${subject}`);
const named = (delegate: Delegate | undefined, n = 1) => {
  const { delegate: _, ...rest } = place ?? { placeId: "", sessionId: "", poolId: "room" as const };
  return { ...rest, placeId: `plc_01KAK3F0Q8J5W2M7X9B4C6D8E${n}`, ...(delegate ? { delegate } : {}) };
};
const title = "Evaluating a partnership: a practical afternoon";

test("whoever booked and each delegate who is somebody else get a letter of their own, once", async () => {
  const places = [named({ personId: bookedBy }, 1), named(rhys, 2), named(undefined, 3)];
  const event = confirmed({ places });
  await confirmBooking(ctx, event);
  await confirmBooking(ctx, event);
  expect(letters()).toEqual([
    `amara@school.example: Booked: ${title}`,
    `rhys@school.example: You have a place: ${title}`,
  ]);
  const [booker, delegate] = outbox.sent;
  expect(booker?.text).toContain("3 places are booked for Harbour View Primary School");
  expect(booker?.text).toContain("One name is still to follow");
  expect(booker?.text).toContain("Thursday 18 March 2027, 13:00 to 16:00");
  expect(delegate?.text).toContain("Harbour Hall, Quay Street, Seaham, SR7 0AA");
  expect(delegate?.text).toContain(
    `https://alliance.example/training/${bookingConfirmed.sample.sessions[0]?.sessionId}`,
  );
  expect(JSON.stringify(published(ctx))).not.toMatch(/Rhys|rhys@/);
});

const calendarOf = (at: number) => {
  const [file, ...others] = outbox.sent[at]?.attachments ?? [];
  if (file === undefined || others.length > 0) throw new Error(`letter ${at} has not one attachment`);
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(file.content)));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? undefined);
  return { type: file.contentType, method: calendar.getFirstPropertyValue("method"), event };
};

test("each delegate's calendar gets the place, at London's time on both sides of the clock change", async () => {
  const [session] = bookingConfirmed.sample.sessions;
  const summer = { ...session, startsAtLocal: "2027-03-28T13:00", endsAtLocal: "2027-03-28T16:00" };
  await confirmBooking(ctx, confirmed({ places: [named(rhys, 1)], sessions: [summer] }));
  expect(outbox.sent[0]?.attachments).toEqual([]);
  const { type, method, event } = calendarOf(1);
  expect([type, method]).toEqual(["text/calendar; charset=utf-8; method=REQUEST", "REQUEST"]);
  expect(event.startDate.toJSDate().toISOString()).toBe("2027-03-28T12:00:00.000Z");
  expect(event.uid).toBe(`plc_01KAK3F0Q8J5W2M7X9B4C6D8E1-${rhys.contactId}@alliance.example`);
  expect(event.location).toContain("Harbour Hall");
  await confirmBooking(ctx, confirmed({ bookingId: "bkg_2", places: [named(rhys, 2)] }));
  expect(calendarOf(3).event.startDate.toJSDate().toISOString()).toBe("2027-03-18T13:00:00.000Z");
});

test("whoever booked and comes gets the entry with the confirmation; whoever is replaced is told to remove the very same", async () => {
  await confirmBooking(ctx, confirmed({ places: [named({ personId: bookedBy }, 1), named(rhys, 2)] }));
  const [own, theirs] = [calendarOf(0), calendarOf(1)];
  expect(own.event.attendees.map((each) => each.getFirstValue())).toEqual(["mailto:amara@school.example"]);
  const changed = {
    ...delegateChanged.sample,
    bookedBy,
    place: named(undefined, 2),
    formerly: rhys,
  };
  ctx.clock.moveSeconds(60);
  await tellChangedDelegate(ctx, eventOf(delegateChanged, changed));
  const gone = calendarOf(2);
  expect([gone.method, gone.event.uid]).toEqual(["CANCEL", theirs.event.uid]);
  expect(gone.event.sequence).toBe(theirs.event.sequence);
});

test("somebody who attends online is not sent to the room", async () => {
  await confirmBooking(ctx, confirmed({ places: [{ ...named(rhys), poolId: "online" }] }));
  expect(outbox.sent[1]?.text).not.toContain("Harbour Hall");
});

test("a delegate who was erased meanwhile does not keep the others from their letters", async () => {
  const places = [named({ contactId: "con_01KAK3F0Q8J5W2M7X9B4C6D8XX" }, 1), named(rhys, 2)];
  await confirmBooking(ctx, confirmed({ places }));
  expect(letters()).toHaveLength(2);
  await expect(
    confirmBooking(ctx, confirmed({ bookedBy: "per_01KAK3F0Q8J5W2M7X9B4C6D8XX", bookingId: "bkg_2" })),
  ).rejects.toMatchObject({ code: "not-found" });
});

test.each([
  ["free", 0, "There is nothing to pay."],
  ["card", 9_500, "It is paid."],
  ["invoice", 9_500, "The invoice comes in an email of its own."],
])("a booking that is %s says what there is to pay", async (payment, netPence, words) => {
  await confirmBooking(ctx, confirmed({ payment, netPence }));
  expect(outbox.sent[0]?.text).toContain(words);
});

test("an offer says until when, and of how many that were asked for", async () => {
  const offered = { ...placeOffered.sample, bookedBy, places: 2, wanted: 3 };
  await offerPlaces(ctx, eventOf(placeOffered, offered));
  await offerPlaces(ctx, eventOf(placeOffered, offered));
  expect(letters()).toEqual([`amara@school.example: 2 places for you: ${title}`]);
  expect(outbox.sent[0]?.text).toContain("2 places for you, of the 3 you asked for, until 11 March 2027 at 15:00");
});

test("money that came too late is apologised for, once", async () => {
  const event = eventOf(bookingLost, { ...bookingLost.sample, bookedBy });
  await apologiseForLostBooking(ctx, event);
  await apologiseForLostBooking(ctx, event);
  expect(outbox.sent).toHaveLength(1);
  expect(outbox.sent[0]?.text).toContain("All of your money goes back to the card it came from");
});

test("cancelled places are told to whoever booked and to who had them; a session that we cancel is our regret", async () => {
  const cancelled = (more = {}) => eventOf(placesCancelled, { ...placesCancelled.sample, bookedBy, ...more });
  await tellCancelledPlaces(ctx, cancelled());
  await tellCancelledPlaces(ctx, cancelled());
  expect(letters()).toEqual([
    `amara@school.example: 1 place cancelled: ${title}`,
    `rhys@school.example: No longer your place: ${title}`,
  ]);
  expect(outbox.sent[0]?.text).toContain("50 % of their price, £47.50 without VAT");
  await tellCancelledPlaces(ctx, cancelled({ cancellationId: "can_2", because: "session-cancelled", lines: [] }));
  expect(letters().slice(2)).toEqual([
    `amara@school.example: Cancelled: ${title}`,
    `rhys@school.example: Cancelled: ${title}`,
  ]);
  expect(outbox.sent[2]?.text).toContain("nothing is given back");
});

test("a substitute gets the place's letter, who is replaced another; and one who comes back is told again", async () => {
  const change = (to: Delegate, from: Delegate) =>
    eventOf(delegateChanged, {
      ...delegateChanged.sample,
      ...{ bookedBy, place: named(to), formerly: from },
    });
  const otherId = await recognisePerson(ctx, { issuer: "i", subject: "t", name: "Bo Li", email: "bo@school.example" });
  const bo = { personId: otherId };
  const event = change(bo, rhys);
  await tellChangedDelegate(ctx, event);
  await tellChangedDelegate(ctx, event);
  expect(letters()).toEqual([
    `rhys@school.example: No longer your place: ${title}`,
    `bo@school.example: You have a place: ${title}`,
  ]);
  await tellChangedDelegate(ctx, change(rhys, bo));
  expect(letters().slice(2)).toEqual([
    `bo@school.example: No longer your place: ${title}`,
    `rhys@school.example: You have a place: ${title}`,
  ]);
});

test("who books or is named after the letter with the link went out has it in the letter of their place", async () => {
  const [session] = bookingConfirmed.sample.sessions as [(typeof bookingConfirmed.sample.sessions)[number]];
  const online = { ...session, format: "online" as const };
  await sessionSays(ctx, session.sessionId, {
    venue: { instructions: "Ring at the side door" },
    online: { link: "https://meet.example/a" },
  });
  const own = { ...named({ personId: bookedBy }, 1), poolId: "online" as const };
  await confirmBooking(ctx, confirmed({ places: [own], sessions: [online] }));
  const place = { ...named(rhys, 2), poolId: "online" as const };
  const { formerly: _, ...sample } = delegateChanged.sample;
  await tellChangedDelegate(ctx, eventOf(delegateChanged, { ...sample, bookedBy, session: online, place }));
  expect(letters()).toEqual([
    `amara@school.example: Booked: ${title}`,
    `rhys@school.example: You have a place: ${title}`,
  ]);
  expect(outbox.sent.map(({ text }) => text.includes("https://meet.example/a"))).toEqual([true, true]);
  expect(outbox.sent.map(({ text }) => text.includes("side door"))).toEqual([false, false]);
});

test("whoever booked and takes a place themselves, or gives it to a colleague, has it in their calendar or out of it", async () => {
  const change = (to: Delegate, formerly: Delegate) =>
    tellChangedDelegate(
      ctx,
      eventOf(delegateChanged, { ...delegateChanged.sample, bookedBy, place: named(to), formerly }),
    );
  const own = { personId: bookedBy };
  await change(own, rhys);
  expect(outbox.sent.map(({ to }) => to)).toEqual(["rhys@school.example", "amara@school.example"]);
  expect([calendarOf(1).method, outbox.sent[1]?.text]).toEqual(["REQUEST", expect.stringContaining("your own now")]);
  await change(rhys, own);
  expect([outbox.sent[2]?.to, calendarOf(2).method]).toEqual(["amara@school.example", "CANCEL"]);
});
