import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { creditPercentOn } from "../bookings/credit-of.ts";
import { booker, putSchool, stranger } from "../bookings/testing-school.ts";
import {
  booked,
  bookingOf,
  eventsOf,
  held,
  ours,
  placed,
  seatsIn,
  trainingCtx,
  wish,
} from "../bookings/testing-world.ts";
import type { Booking } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { cancelPlaces } from "./cancel-places.ts";

let ctx: TestCtx;
let session: Session;
let booking: Booking;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(5));
  booking = await booked(ctx, session, 3, stranger());
});

const cancel = (count: number, shownCreditPercent = 100, actor = stranger()) =>
  cancelPlaces(as(ctx, actor), {
    bookingId: booking.bookingId,
    placeIds: booking.places.slice(0, count).map(({ placeId }) => placeId),
    shownCreditPercent,
  });
/** The session is on 20 January 2027, at a quarter to four. */
const goTo = (instant: string) => ctx.clock.moveSeconds((Date.parse(instant) - Date.parse(ctx.clock.now())) / 1000);

test("some places are given back and credited by the line; the others stay", async () => {
  expect(await cancel(2)).toMatchObject({ creditPercent: 100, creditNetPence: 10_000 });
  expect(bookingOf(ctx, booking.bookingId).status).toBe("confirmed");
  expect(seatsIn(ctx, session)).toEqual(["taken"]);
  expect(eventsOf(ctx, "places-cancelled")[0]?.data).toMatchObject({
    ...{ because: "cancelled-by-booker", isWhole: false, creditPercent: 100, cancelledOn: "2026-11-21" },
    lines: [{ line: 1, netPence: 10_000 }],
  });
});

test("the last one ends the booking, and the same again changes nothing", async () => {
  await cancel(3);
  expect(bookingOf(ctx, booking.bookingId).status).toBe("cancelled");
  await expect(cancel(1)).rejects.toMatchObject({ code: "conflict" });
  expect(eventsOf(ctx, "places-cancelled")).toHaveLength(1);
});

test("two who cancel the same place at once give it back once", async () => {
  const both = await Promise.allSettled([cancel(1), cancel(1)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(eventsOf(ctx, "places-cancelled")).toHaveLength(1);
});

describe("the ladder counts days of a calendar in London", () => {
  test.each([
    ["2027-01-06", 100],
    ["2027-01-07", 50],
    ["2027-01-13", 50],
    ["2027-01-14", 0],
    ["2027-01-20", 0],
  ])("on %s %i%% are credited", (on, percent) => expect(creditPercentOn(session, on)).toBe(percent));

  test("midnight in London decides in summer, not midnight in UTC", async () => {
    const summer = await putSession(
      ctx,
      roomSession(5, {
        startsAtLocal: "2027-06-15T09:00",
        endsAtLocal: "2027-06-15T10:00",
        bookingClosesAtLocal: "2027-06-14T10:00",
      }),
    );
    booking = await booked(ctx, summer, 1, stranger());
    goTo("2027-05-31T23:30:00.000Z");
    await expect(cancel(1, 100)).resolves.toMatchObject({ creditPercent: 100 });
    booking = await booked(ctx, summer, 1, stranger());
    goTo("2027-06-01T23:30:00.000Z");
    await expect(cancel(1, 100)).rejects.toMatchObject({ code: "stale" });
  });
});

test("a place of the membership can be used again where money would have been given back, else it is used up", async () => {
  await putSchool(ctx, { discountPercent: 30, allowance: { quantity: 2, unit: "places" } });
  const used = () => [...ctx.table.items.values()].filter(({ sk }) => sk.startsWith("used#")).length;
  const included = await held(ctx, booker, ours(session, 2, { shownNetPence: 0 }));
  await placed(ctx, booker, included);
  booking = included;
  await cancel(1, 100, booker);
  expect(used()).toBe(1);
  goTo("2027-01-19T12:00:00.000Z");
  booking = { ...included, places: included.places.slice(1) };
  await cancel(1, 0, booker);
  expect(used()).toBe(1);
});

test("staff may for anybody, and it is said that it was them", async () => {
  await cancel(1, 100, staffMember());
  expect(eventsOf(ctx, "places-cancelled")[0]?.data).toMatchObject({ because: "cancelled-by-staff" });
});

test("is refused to others, for another credit than was shown, for no place, for two sessions, and once it has begun", async () => {
  await expect(cancel(1, 100, stranger(2))).rejects.toMatchObject({ code: "not-found" });
  await expect(cancel(1, 50)).rejects.toMatchObject({ code: "stale" });
  await expect(cancel(0)).rejects.toMatchObject({ code: "invalid-input" });
  const other = await putSession(ctx, roomSession(5));
  const wishes = [session, other].map(({ sessionId }) => ({ sessionId, poolId: "room" as const, places: 1 }));
  const first = booking;
  booking = await held(ctx, stranger(), wish(session, 1, { wishes, shownNetPence: 10_000 }));
  await expect(cancel(2)).rejects.toMatchObject({ code: "conflict", message: expect.stringMatching(/confirmed/) });
  await placed(ctx, stranger(), booking);
  await expect(cancel(2)).rejects.toMatchObject({
    code: "invalid-input",
    message: expect.stringMatching(/one session/),
  });
  booking = first;
  goTo("2027-01-20T15:45:00.000Z");
  await expect(cancel(1, 0)).rejects.toMatchObject({ code: "gone" });
  expect(eventsOf(ctx, "places-cancelled")).toEqual([]);
});
