import { training } from "@alliance/events";
import { eventOf } from "@alliance/testing";
import ICAL from "ical.js";
import { beforeEach, expect, test } from "vitest";
import { bookerAndDelegate, type LettersCtx, lettersWorld, type Outbox, sessionSays } from "../test-world.ts";
import { confirmBooking } from "./letters-of-bookings.ts";
import { tellCancelledPlaces } from "./letters-of-changed-places.ts";
import { tellIfOff, tellOfMove, tellWhoWaited } from "./letters-of-decisions.ts";
import { tellOfTransfer } from "./letters-of-transfers.ts";

const { bookingConfirmed, bookingRescheduled, bookingWithdrawn, placesCancelled, queueEntryClosed } = training;
const { sample } = bookingRescheduled;
const [place] = sample.places as [(typeof sample.places)[number]];
const title = sample.session.title;

let ctx: LettersCtx;
let outbox: Outbox;
let bookedBy: string;
beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  bookedBy = await bookerAndDelegate(ctx);
});

const letters = () => outbox.sent.map(({ to, subject }) => `${to}: ${subject}`);
const times = (day: string, sequence: number) => ({
  ...sample.session,
  ...{ startsAtLocal: `${day}T13:00`, endsAtLocal: `${day}T16:00`, calendarSequence: sequence },
});

/** What a calendar holds after it took every entry of the letters to somebody in, as RFC 5546 says. */
function calendarOf(to: string) {
  const entries = new Map<string, { method: string; sequence: number; starts: string }>();
  for (const { attachments = [] } of outbox.sent.filter((letter) => letter.to === to)) {
    for (const { content } of attachments) {
      const file = new ICAL.Component(ICAL.parse(new TextDecoder().decode(content)));
      const event = new ICAL.Event(file.getFirstSubcomponent("vevent") ?? undefined);
      const known = entries.get(event.uid);
      if (known && known.sequence > event.sequence) continue;
      const starts = event.startDate.toJSDate().toISOString();
      entries.set(event.uid, {
        method: String(file.getFirstPropertyValue("method")),
        sequence: event.sequence,
        starts,
      });
    }
  }
  return [...entries.values()];
}

test.each([
  ["2027-03-28", "2027-03-28T12:00:00.000Z"],
  ["2027-03-27", "2027-03-27T13:00:00.000Z"],
  ["2027-10-31", "2027-10-31T13:00:00.000Z"],
  ["2027-10-30", "2027-10-30T12:00:00.000Z"],
])("moved to %s, the entry in the delegate's calendar is the same one at London's time", async (day, starts) => {
  const before = eventOf(bookingConfirmed, { ...bookingConfirmed.sample, bookedBy });
  const move = eventOf(bookingRescheduled, { ...sample, bookedBy, session: times(day, 1) });
  await confirmBooking(ctx, before);
  await tellOfMove(ctx, move);
  await tellOfMove(ctx, move);
  expect(calendarOf("rhys@school.example")).toEqual([{ method: "REQUEST", sequence: 1, starts }]);
  expect(letters().slice(2)).toEqual([`amara@school.example: Moved: ${title}`, `rhys@school.example: Moved: ${title}`]);
});

test("of letters that come in the wrong order the last decision stands, and a cancellation takes the entry away", async () => {
  const move = (day: string, sequence: number) =>
    tellOfMove(ctx, eventOf(bookingRescheduled, { ...sample, bookedBy, session: times(day, sequence) }));
  await move("2027-10-31", 2);
  await move("2027-03-28", 1);
  expect(calendarOf("rhys@school.example")[0]).toMatchObject({ sequence: 2, starts: "2027-10-31T13:00:00.000Z" });
  const off = { ...placesCancelled.sample, bookedBy, because: "session-cancelled" as const, creditPercent: 100 };
  const reason = "The speaker is ill.";
  await sessionSays(ctx, sample.session.sessionId, { cancelled: { reason } });
  await tellCancelledPlaces(
    ctx,
    eventOf(placesCancelled, { ...off, sessions: [times("2027-10-31", 3)], places: [place] }),
  );
  expect(calendarOf("rhys@school.example")).toMatchObject([{ method: "CANCEL", sequence: 3 }]);
  expect(outbox.sent.find(({ subject }) => subject === `Cancelled: ${title}`)?.text).toContain(reason);
});

test("whoever booked reads what was, what is, that the places stay, and until when all of it comes back", async () => {
  const places = [
    { ...place, delegate: { personId: bookedBy } },
    { ...place, placeId: "plc_2" },
  ];
  const reason = "The hall is needed for an examination on that afternoon.";
  await sessionSays(ctx, sample.session.sessionId, { rescheduled: { reason, formerly: sample.formerly } });
  await tellOfMove(ctx, eventOf(bookingRescheduled, { ...sample, bookedBy, places, session: times("2027-03-28", 1) }));
  const [letter] = outbox.sent;
  expect(letter?.text).toContain(reason);
  expect(letter?.text).toContain("Sunday 28 March 2027, 13:00 to 16:00");
  expect(letter?.text).toContain("Thursday 11 March 2027, 13:00 to 16:00");
  expect(letter?.text).toContain("Your 2 places stay booked");
  expect(letter?.text).toContain("cancel by 12 February 2027: all of the price is taken off");
  expect(letter?.attachments).toHaveLength(1);
});

test("moved twice before the first letters were written, each tells its own move and only the last one its reason", async () => {
  const second = { ...sample.formerly, startsAtLocal: "2027-03-28T13:00", endsAtLocal: "2027-03-28T16:00" };
  const reason = "The second hall burnt down.";
  await sessionSays(ctx, sample.session.sessionId, { rescheduled: { reason, formerly: second } });
  await tellOfMove(ctx, eventOf(bookingRescheduled, { ...sample, bookedBy, session: times("2027-03-28", 1) }));
  const again = { ...sample, bookedBy, formerly: second, session: times("2027-10-31", 2) };
  await tellOfMove(ctx, eventOf(bookingRescheduled, again));
  expect(outbox.sent.map(({ to, text }) => [to, text.includes(reason)])).toEqual([
    ["amara@school.example", false],
    ["rhys@school.example", false],
    ["amara@school.example", true],
    ["rhys@school.example", true],
  ]);
});

test("who waited or had begun to book hears that it is off, once, and what becomes of their money", async () => {
  const closed = eventOf(queueEntryClosed, { ...queueEntryClosed.sample, bookedBy });
  await tellWhoWaited(ctx, closed);
  await tellWhoWaited(ctx, closed);
  const off = { session: sample.session };
  const withdrawn = { ...bookingWithdrawn.sample, bookedBy, because: "session-cancelled" as const };
  await tellIfOff(ctx, eventOf(bookingWithdrawn, { ...withdrawn, off }));
  await tellIfOff(ctx, eventOf(bookingWithdrawn, { ...withdrawn, off, bookingId: "bkg_2", wasPlaced: false }));
  expect(await tellIfOff(ctx, eventOf(bookingWithdrawn, { ...bookingWithdrawn.sample, bookedBy }))).toBe(
    "their-own-doing",
  );
  expect(outbox.sent.map(({ text }) => text.match(/need not wait|goes back to you|nothing was charged/)?.[0])).toEqual([
    "need not wait",
    "goes back to you",
    "nothing was charged",
  ]);
});

test("somebody who is not known any more does not keep the others from their letter", async () => {
  const gone = { ...place, placeId: "plc_2", delegate: { contactId: "con_gone" } };
  const data = { ...sample, bookedBy: "per_gone", places: [gone, place] };
  await tellOfMove(ctx, eventOf(bookingRescheduled, data));
  expect(letters()).toEqual([`rhys@school.example: Moved: ${title}`]);
});

test("a transfer takes the old entry out of the delegate's calendar and puts the new one in, once", async () => {
  const { placesTransferred } = training;
  const event = eventOf(placesTransferred, { ...placesTransferred.sample, bookedBy });
  await confirmBooking(ctx, eventOf(bookingConfirmed, { ...bookingConfirmed.sample, bookedBy }));
  await tellOfTransfer(ctx, event);
  await tellOfTransfer(ctx, event);
  expect(letters().slice(2)).toEqual([
    `amara@school.example: Moved to another date: ${title}`,
    `rhys@school.example: Your place has moved: ${title}`,
  ]);
  expect(calendarOf("rhys@school.example")).toEqual([
    { method: "CANCEL", sequence: 0, starts: "2027-03-18T13:00:00.000Z" },
    { method: "REQUEST", sequence: 0, starts: "2027-04-22T12:00:00.000Z" },
  ]);
  expect(outbox.sent[3]?.text).toContain("Thursday 22 April 2027, 13:00 to 16:00");
});

test("whoever booked and comes themselves gets the entry taken away with the letter, whoever cancels", async () => {
  const places = [{ ...place, delegate: { personId: bookedBy } }];
  await confirmBooking(ctx, eventOf(bookingConfirmed, { ...bookingConfirmed.sample, bookedBy, places }));
  expect(calendarOf("amara@school.example")).toMatchObject([{ method: "REQUEST" }]);
  const off = { ...placesCancelled.sample, bookedBy, places, because: "session-cancelled" as const };
  await tellCancelledPlaces(ctx, eventOf(placesCancelled, off));
  expect(calendarOf("amara@school.example")).toMatchObject([{ method: "CANCEL" }]);
  expect(outbox.sent).toHaveLength(2);
});
