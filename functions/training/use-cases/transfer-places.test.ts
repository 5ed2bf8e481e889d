import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { creditPercentFor, creditPercentOn } from "../bookings/credit-of.ts";
import { audit } from "../bookings/testing-audit.ts";
import { booker, putSchool, stranger } from "../bookings/testing-school.ts";
import {
  booked,
  bookingOf,
  deliver,
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
import { onlineSession, putSession, roomSession } from "../test-world.ts";
import { cancelPlaces } from "./cancel-places.ts";
import { joinQueue } from "./join-queue.ts";
import { nameDelegates } from "./name-delegates.ts";
import { noteNeeds } from "./note-needs.ts";
import { currentSession } from "./read-desk.ts";
import { readWaysToMove } from "./read-ways-to-move.ts";
import { rescheduleSession } from "./reschedule-session.ts";
import { transferPlaces } from "./transfer-places.ts";

const later = {
  startsAtLocal: "2027-02-10T15:45",
  endsAtLocal: "2027-02-10T17:00",
  bookingClosesAtLocal: "2027-02-10T12:00",
};
let ctx: TestCtx;
let from: Session;
let to: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  from = await putSession(ctx, roomSession(5));
  to = await putSession(ctx, roomSession(5, later));
});

const ids = ({ bookingId }: Booking, ...numbers: number[]) => numbers.map((number) => `${bookingId}-${number}`);
const transfer = (booking: Booking, numbers: number[], more = {}, actor = stranger(1)) =>
  transferPlaces(as(ctx, actor), {
    ...{ bookingId: booking.bookingId, placeIds: ids(booking, ...numbers), toSessionId: to.sessionId, poolId: "room" },
    ...more,
  });

test("one place moves with its delegate and their needs; the other stays, and each is credited on its own line", async () => {
  const booking = await booked(ctx, from, 2, stranger(1));
  const [placeId = ""] = ids(booking, 1);
  const mine = as(ctx, stranger(1));
  await nameDelegates(mine, { bookingId: booking.bookingId, delegates: [{ placeId, who: "me" }] });
  await noteNeeds(mine, { bookingId: booking.bookingId, needs: [{ placeId, words: "Step-free access" }] });
  const after = await transfer(booking, [1]);
  expect(seatsIn(ctx, from)).toEqual(["taken"]);
  expect(seatsIn(ctx, to)).toEqual(["taken"]);
  expect(after.places[2]).toMatchObject({
    sessionId: to.sessionId,
    orderLine: 1,
    delegate: after.places[0]?.delegate,
  });
  await deliver(ctx);
  expect(audit(ctx, true)).toEqual([]);
  expect(JSON.stringify([...ctx.table.items.values()].filter(({ sk }) => sk.startsWith("needs#")))).toContain(
    `${booking.bookingId}-3`,
  );
  const [told] = eventsOf(ctx, "places-transferred");
  expect(told?.data).toMatchObject({ from: { sessionId: from.sessionId }, to: { startsAtLocal: later.startsAtLocal } });
  const cancelled = await cancelPlaces(mine, {
    ...{ bookingId: booking.bookingId, placeIds: ids(booking, 3), shownCreditPercent: 100 },
  });
  expect(cancelled.creditNetPence).toBe(5_000);
  const [credited] = eventsOf(ctx, "places-cancelled");
  expect(credited?.data.lines).toEqual([{ line: 1, netPence: 5_000 }]);
});

test("a place of the membership moves within what the membership has, and is given back as it was", async () => {
  await putSchool(ctx, { discountPercent: 30, allowance: { quantity: 2, unit: "places" } });
  const booking = await held(ctx, booker, ours(from, 1, { shownNetPence: 0 }));
  await placed(ctx, booker, booking);
  await transfer(booking, [1], {}, booker);
  await deliver(ctx);
  expect(audit(ctx, true)).toEqual([]);
  const more = await held(ctx, booker, ours(from, 1, { shownNetPence: 0 }));
  await placed(ctx, booker, more);
  await expect(transfer(more, [1], {}, booker)).rejects.toThrow("Cancel here, which credits all");
  expect(audit(ctx, false)).toEqual([]);
});

test("whoever waits here is offered what came free, and nobody passes those who wait there", async () => {
  const full = await putSession(ctx, roomSession(2));
  const booking = await booked(ctx, full, 2, stranger(1));
  const join = ({ sessionId }: Session, number: number) =>
    joinQueue(as(ctx, stranger(number)), {
      ...{ sessionId, poolId: "room", places: 1, all: true, organisationName: "A school" },
    });
  await join(full, 2);
  await transfer(booking, [1]);
  await deliver(ctx);
  expect(eventsOf(ctx, "place-offered")).toHaveLength(1);
  await booked(ctx, to, 4, stranger(3));
  await join(to, 4);
  await expect(transfer(booking, [2])).rejects.toThrow("no free places");
  expect(audit(ctx, true)).toEqual([]);
});

test("of two who want the last seat one moves, and the other keeps what they have", async () => {
  to = await putSession(ctx, roomSession(1, later));
  const one = await booked(ctx, from, 1, stranger(1));
  const two = await booked(ctx, from, 1, stranger(2));
  const both = await Promise.allSettled([transfer(one, [1]), transfer(two, [1], {}, stranger(2))]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await deliver(ctx);
  expect(audit(ctx, true)).toEqual([]);
  expect(seatsIn(ctx, to)).toEqual(["taken"]);
  expect(seatsIn(ctx, from)).toEqual(["taken"]);
});

test("moved twice at once it moves once", async () => {
  const booking = await booked(ctx, from, 1, stranger(1));
  const both = await Promise.allSettled([transfer(booking, [1]), transfer(booking, [1])]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(bookingOf(ctx, booking.bookingId).places).toHaveLength(2);
  expect(audit(ctx, false)).toEqual([]);
});

test.each([
  ["another price", roomSession(5, { ...later, price: { listNetPence: 7_000 } }), {}, "invalid-input"],
  ["another VAT", roomSession(5, { ...later, vat: { treatment: "exempt" } }), {}, "invalid-input"],
  ["a way of taking part that it does not have", onlineSession(later), {}, "invalid-input"],
  [
    "a session that is too small for a booking",
    roomSession(5, { ...later, maxPlacesABooking: 1 }),
    {},
    "invalid-input",
  ],
  ["a cancelled one", roomSession(5, later), { status: "cancelled" }, "gone"],
  ["a draft", roomSession(5, later), { status: "draft" }, "not-found"],
  ["one that has begun", roomSession(5), { startsAt: "2026-11-20T10:00:00.000Z" }, "gone"],
] as const)("%s is refused, and nothing changes", async (_, content, more, code) => {
  to = await putSession(ctx, content, more);
  const booking = await booked(ctx, from, 2, stranger(1));
  await expect(transfer(booking, [1, 2])).rejects.toMatchObject({ code });
  expect(bookingOf(ctx, booking.bookingId)).toEqual(booking);
  expect(audit(ctx, false)).toEqual([]);
});

test("somebody else's booking, a place that is not there, the same session, and a day too late are refused", async () => {
  const booking = await booked(ctx, from, 1, stranger(1));
  await expect(transfer(booking, [1], {}, stranger(2))).rejects.toMatchObject({ code: "not-found" });
  await expect(transfer(booking, [7])).rejects.toMatchObject({ code: "invalid-input" });
  await expect(transfer(booking, [1], { toSessionId: from.sessionId })).rejects.toMatchObject({
    code: "invalid-input",
  });
  const nowhere = "ses_01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
  await expect(transfer(booking, [1], { toSessionId: nowhere })).rejects.toMatchObject({ code: "not-found" });
  const waiting = await held(ctx, stranger(1), wish(from));
  await expect(transfer(waiting, [1])).rejects.toMatchObject({ code: "conflict" });
  ctx.clock.moveSeconds(50 * 86_400);
  await expect(transfer(booking, [1])).rejects.toThrow("too late");
});

test("somebody who has a place there already keeps this one", async () => {
  const booking = await booked(ctx, from, 1, stranger(1));
  const there = await booked(ctx, to, 1, stranger(1));
  for (const each of [booking, there]) {
    const delegates = [{ placeId: `${each.bookingId}-1`, who: "me" as const }];
    await nameDelegates(as(ctx, stranger(1)), { bookingId: each.bookingId, delegates });
  }
  await expect(transfer(booking, [1])).rejects.toThrow("has a place at this session already");
});

test("dates of the same series or title are offered first, full ones and ones at another price never, to nobody else", async () => {
  const series = { seriesId: "srs_01KAK3F0Q8J5W2M7X9B4C6D8EF" };
  const course = { title: "A course" };
  const here = await putSession(ctx, roomSession(5, course), series);
  const sibling = await putSession(ctx, roomSession(5, { ...later, startsAtLocal: "2027-02-10T16:00" }), series);
  const namesake = await putSession(ctx, roomSession(5, { ...later, ...course, startsAtLocal: "2027-02-10T16:15" }));
  await putSession(ctx, roomSession(5, { ...later, price: { listNetPence: 1 } }));
  const booking = await booked(ctx, here, 1, stranger(1));
  const { ways, isInTime } = await readWaysToMove(as(ctx, stranger(1)), booking.bookingId, here.sessionId);
  expect(isInTime).toBe(true);
  const firstTheirs = [sibling, namesake, from, to].map(({ sessionId }) => sessionId);
  expect(ways.map(({ session }) => session.sessionId)).toEqual(firstTheirs);
  const theirs = readWaysToMove(as(ctx, stranger(2)), booking.bookingId, here.sessionId);
  await expect(theirs).rejects.toMatchObject({ code: "not-found" });
});

test("whoever moves to a session after it was rescheduled chose the new date: its ladder counts for them", async () => {
  const [early, booking] = [await booked(ctx, to, 1, stranger(2)), await booked(ctx, from, 1, stranger(1))];
  const content = { ...roomSession(5), ...later, startsAtLocal: "2026-12-04T15:45", endsAtLocal: "2026-12-04T17:00" };
  await rescheduleSession(as(ctx, staffMember()), to.sessionId, {
    ...{ basedOn: 1, reason: "The hall is needed." },
    content: { ...content, bookingClosesAtLocal: "2026-12-04T12:00" },
  });
  ctx.clock.moveSeconds(3_600);
  const after = await transfer(booking, [1]);
  const moved = await currentSession(ctx, to.sessionId);
  expect(creditPercentFor(moved.data, bookingOf(ctx, early.bookingId), "2026-12-01")).toBe(100);
  expect(creditPercentFor(moved.data, after, "2026-12-01")).toBe(creditPercentOn(moved.data, "2026-12-01"));
  expect(creditPercentOn(moved.data, "2026-12-01")).toBeLessThan(100);
});
