import { as, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { booker } from "../bookings/testing-school.ts";
import { deliver, eventsOf } from "../bookings/testing-world.ts";
import type { Mark } from "../schema/attendance.ts";
import { roomSession } from "../test-world.ts";
import { closeRegister } from "../use-cases/close-register.ts";
import { markAttendance } from "../use-cases/mark-attendance.ts";
import { nameDelegates } from "../use-cases/name-delegates.ts";
import { readRegister } from "../use-cases/read-register.ts";
import { rescheduleSession } from "../use-cases/reschedule-session.ts";
import { isForAnotherDay, markOf } from "./mark-of.ts";
import { type Day, moveTo, theDay, trainer } from "./testing-day.ts";

let day: Day;
beforeEach(async () => {
  day = await theDay();
  moveTo(day.ctx, "2027-01-20T09:00:00.000Z");
});

let taps = 0;
const tap = async (place: number, mark: Mark, secondsAgo = 0) => {
  const sent = { placeId: day.placeIds[place] ?? "", mark, tapId: `tap-1000${taps++}`, secondsAgo };
  const [marked] = await markAttendance(as(day.ctx, trainer), day.session.sessionId, [sent]);
  return marked;
};
const register = () => readRegister(as(day.ctx, trainer), day.session.sessionId);
const move = (on: string, starts = "15:45") => {
  const times = {
    ...{ startsAtLocal: `${on}T${starts}`, endsAtLocal: `${on}T17:00`, bookingClosesAtLocal: `${on}T12:00` },
  };
  const input = { content: roomSession(6, times), basedOn: basedOn++, reason: "Snow" };
  return rescheduleSession(as(day.ctx, staffMember()), day.session.sessionId, input);
};
let basedOn = 1;
beforeEach(() => {
  basedOn = 1;
});

test.each([
  ["2027-01-19T23:59:59.000Z", "2027-01-20T15:45", true],
  ["2027-01-20T00:00:00.000Z", "2027-01-20T15:45", false],
  ["2027-06-09T23:00:00.000Z", "2027-06-10T09:00", false],
])("a mark of %s is for another day than %s: %s, by clocks in London", (markedAt, startsAtLocal, isOther) => {
  expect(isForAnotherDay(markedAt, { startsAtLocal })).toBe(isOther);
  expect(markOf({ mark: "late", markedAt }, { startsAtLocal })).toBe(isOther ? undefined : "late");
});

test("who was marked in the morning is unmarked on the day to which the session moved, and counts as absent there", async () => {
  await tap(0, "present");
  await tap(1, "late");
  await move("2027-01-27");
  moveTo(day.ctx, "2027-01-27T16:00:00.000Z");
  const { rows, counts } = await register();
  expect(counts).toEqual({ present: 0, late: 0, absent: 0, unmarked: 3 });
  expect(rows.map(({ mark, markedBy, markedAt }) => [mark, markedBy, markedAt])).toEqual(
    rows.map(() => [undefined, undefined, undefined]),
  );
  await tap(1, "present");
  await closeRegister(as(day.ctx, trainer), day.session.sessionId);
  await deliver(day.ctx);
  expect(eventsOf(day.ctx, "session-attended").map(({ data }) => data)).toMatchObject([
    { placeId: day.placeIds[1], attendedOn: "2027-01-27" },
  ]);
});

test("moved to another time of the same day the marks stay, however often", async () => {
  await tap(0, "present");
  moveTo(day.ctx, "2027-01-20T10:00:00.000Z");
  await move("2027-01-20", "16:00");
  await move("2027-01-20", "16:15");
  expect((await register()).counts).toMatchObject({ present: 1, unmarked: 2 });
});

test("moved on twice, a mark of the first day does not come back, nor does a tap that was kept since then", async () => {
  await tap(0, "present");
  await move("2027-01-21");
  await move("2027-01-21", "16:00");
  moveTo(day.ctx, "2027-01-21T09:00:00.000Z");
  expect(await tap(0, "late", 86_400)).toMatchObject({ outcome: "overtaken" });
  expect((await register()).counts.unmarked).toBe(3);
  expect(await tap(0, "late", 60)).toMatchObject({ outcome: "saved", mark: "late" });
});

test("the booker may send somebody else on the new day in place of who was marked on the old one", async () => {
  await tap(1, "present");
  await move("2027-01-27");
  moveTo(day.ctx, "2027-01-27T09:00:00.000Z");
  const who = { name: "Zed Late", email: "zed@example.org" };
  const delegates = [{ placeId: day.placeIds[1], who }];
  await nameDelegates(as(day.ctx, booker), { bookingId: day.booking.bookingId, delegates });
  expect((await register()).rows.map(({ name }) => name)).toContain("Zed Late");
});
