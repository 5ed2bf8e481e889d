import { type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { booker, putSchool, stranger } from "./bookings/testing-school.ts";
import { booked, bookingOf, eventsOf, seatsIn } from "./bookings/testing-world.ts";
import type { Booking } from "./schema/booking.ts";
import type { Session } from "./schema/session.ts";
import { browserOf, putSession, roomSession } from "./test-world.ts";

type Program = Awaited<ReturnType<typeof browserOf>>;

const later = {
  startsAtLocal: "2027-02-10T15:45",
  endsAtLocal: "2027-02-10T17:00",
  bookingClosesAtLocal: "2027-02-10T12:00",
};

let ctx: TestCtx;
let session: Session;
let other: Session;
let booking: Booking;
let ours: Program;
beforeEach(async () => {
  ctx = testCtx({ kind: "anonymous" });
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(3));
  other = await putSession(ctx, roomSession(3, later));
  booking = await booked(ctx, session, 2, stranger());
  ours = await browserOf(ctx, stranger());
});

const path = () => `/api/training/bookings/${booking.bookingId}`;
const placeIds = (...numbers: number[]) => numbers.map((number) => `${booking.bookingId}-${number}`);
const moving = (...numbers: number[]) => ({
  ...{ placeIds: placeIds(...numbers), toSessionId: other.sessionId, poolId: "room" },
});

test("a program reads what is credited today, and gives a place back for it", async () => {
  const read = JSON.parse((await ours.get(path())).text);
  expect(read.creditPercents).toEqual([{ sessionId: session.sessionId, creditPercent: 100 }]);
  const reply = await ours.call(`${path()}/cancellation`, { placeIds: placeIds(1), shownCreditPercent: 100 });
  expect(reply).toMatchObject({
    status: 200,
    body: { status: "confirmed", creditPercent: 100, creditNetPence: 5_000, places: [{ placeId: placeIds(2)[0] }] },
  });
  expect(eventsOf(ctx, "places-cancelled")).toMatchObject([{ data: { because: "cancelled-by-booker" } }]);
});

test("a place moves to another date, once", async () => {
  const reply = await ours.call(`${path()}/transfer`, moving(2));
  expect(reply).toMatchObject({
    status: 200,
    body: { places: [{ sessionId: session.sessionId }, { sessionId: other.sessionId, placeId: placeIds(3)[0] }] },
  });
  expect((await ours.call(`${path()}/transfer`, moving(2))).status).toBe(422);
  expect([seatsIn(ctx, session), seatsIn(ctx, other)]).toEqual([["taken"], ["taken"]]);
});

test("to cancel and to move the same place at one moment comes to one of the two", async () => {
  const both = await Promise.all([
    ours.call(`${path()}/cancellation`, { placeIds: placeIds(1), shownCreditPercent: 100 }),
    ours.call(`${path()}/transfer`, moving(1)),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
  expect([...seatsIn(ctx, session), ...seatsIn(ctx, other)].length).toBe(both[1].status === 200 ? 2 : 1);
});

test("another percentage than shown, no places, another's booking or a pool that is not there change nothing", async () => {
  const refused = [
    [`${path()}/cancellation`, { placeIds: placeIds(1), shownCreditPercent: 50 }, 412],
    [`${path()}/cancellation`, { placeIds: [], shownCreditPercent: 100 }, 422],
    [`${path()}/cancellation`, { placeIds: ["bkg_nobody-1"], shownCreditPercent: 100 }, 422],
    [`${path()}/transfer`, { ...moving(1), poolId: "online" }, 422],
    [`${path()}/transfer`, { ...moving(1), toSessionId: session.sessionId }, 422],
  ] as const;
  for (const [where, body, status] of refused) expect((await ours.call(where, body)).status).toBe(status);
  const foreign = await browserOf(ctx, booker);
  expect((await foreign.call(`${path()}/cancellation`, refused[0][1])).status).toBe(404);
  expect((await foreign.call(`${path()}/transfer`, moving(1))).status).toBe(404);
  expect(bookingOf(ctx, booking.bookingId)).toEqual(booking);
});
