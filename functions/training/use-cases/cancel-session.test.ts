import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { audit } from "../bookings/testing-audit.ts";
import { allowed, booker, putSchool, stranger } from "../bookings/testing-school.ts";
import {
  booked,
  bookingOf,
  deliver,
  eventsOf,
  held,
  ours,
  paidBy,
  placed,
  seatsIn,
  trainingCtx,
  wish,
} from "../bookings/testing-world.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { beginCancelling } from "../work/work-off.ts";
import { cancelSession } from "./cancel-session.ts";
import { confirmBooking } from "./confirm-booking.ts";
import { joinQueue } from "./join-queue.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(60));
});

const reason = "The speaker is ill.";
const callOff = (basedOn = 1) => cancelSession(as(ctx, staffMember()), session.sessionId, { basedOn, reason });
const join = (number: number) =>
  joinQueue(as(ctx, stranger(number)), {
    ...{ sessionId: session.sessionId, poolId: "room", places: 1, all: true, organisationName: "Some school" },
  });

test("every booking ends, all of the price is given back, and no seat or place in the queue is left", async () => {
  const confirmed = [];
  for (let number = 1; number <= 11; number++) confirmed.push(await booked(ctx, session, 5, stranger(number)));
  const unfinished = await held(ctx, stranger(20), wish(session, 2));
  const unpaid = await held(ctx, stranger(21), wish(session, 3));
  await placed(ctx, stranger(21), unpaid, "card");
  await deliver(ctx);
  for (let number = 30; number < 55; number++) await join(number);
  await callOff();
  await deliver(ctx);
  expect(seatsIn(ctx, session)).toEqual([]);
  expect(audit(ctx, true)).toEqual([]);
  const credited = eventsOf(ctx, "places-cancelled");
  expect(credited.map(({ data }) => data.bookingId).toSorted()).toEqual(confirmed.map((each) => each.bookingId).sort());
  for (const { data } of credited) {
    expect(data).toMatchObject({ because: "session-cancelled", creditPercent: 100, isWhole: true });
    expect(data).toMatchObject({ lines: [{ line: 1, netPence: 25_000 }] });
  }
  expect(new Set(credited.map(({ data }) => data.cancellationId)).size).toBe(confirmed.length);
  expect(new Set(credited.map(({ id }) => id)).size).toBe(confirmed.length);
  expect([unfinished, unpaid].map(({ bookingId }) => bookingOf(ctx, bookingId).status)).toEqual([
    "withdrawn",
    "withdrawn",
  ]);
  expect(
    eventsOf(ctx, "booking-withdrawn")
      .map(({ data }) => data.wasPlaced)
      .toSorted(),
  ).toEqual([false, true]);
  expect(eventsOf(ctx, "queue-entry-closed")).toHaveLength(25);
  const late = await confirmBooking(ctx, paidBy(unpaid.bookingId) as never);
  expect(late).toBe("lost");
});

test("told again after a crash in the middle of a page, it goes on with what is left, and each ends once", async () => {
  const one = await booked(ctx, session, 1, stranger(1));
  const two = await booked(ctx, session, 1, stranger(2));
  await callOff();
  const [event] = eventsOf(ctx, "session-cancelled");
  const { table } = ctx;
  let commits = 0;
  const crashing = Object.create(table, {
    commit: {
      value: (...of: Parameters<typeof table.commit>) => {
        if (++commits === 2) throw new Error("the lights went out");
        return table.commit(...of);
      },
    },
  });
  await expect(beginCancelling({ ...ctx, table: crashing }, event as never)).rejects.toThrow("lights");
  await Promise.all([beginCancelling(ctx, event as never), beginCancelling(ctx, event as never)]);
  await deliver(ctx);
  expect([one, two].map(({ bookingId }) => bookingOf(ctx, bookingId).status)).toEqual(["cancelled", "cancelled"]);
  const ended = eventsOf(ctx, "places-cancelled");
  expect(ended).toHaveLength(2);
  expect(new Set(ended.map(({ id }) => id)).size).toBe(2);
});

test("a place that came with the membership can be used again, and the other sessions of a booking stay", async () => {
  await putSchool(ctx, { discountPercent: 30, allowance: { quantity: allowed, unit: "places" } });
  const other = await putSession(ctx, roomSession(5));
  const wishes = [session, other].map(({ sessionId }) => ({ sessionId, poolId: "room" as const, places: 1 }));
  const both = await held(ctx, booker, ours(session, 1, { wishes, shownNetPence: 0 }));
  await placed(ctx, booker, both);
  await callOff();
  await deliver(ctx);
  const after = bookingOf(ctx, both.bookingId);
  expect(after.status).toBe("confirmed");
  expect(after.places.map(({ cancelledAt }) => cancelledAt !== undefined)).toEqual([true, false]);
  expect(audit(ctx, true)).toEqual([]);
  expect(eventsOf(ctx, "places-cancelled")[0]?.data).toMatchObject({ lines: [], isWhole: false });
});

test("who books or joins the queue at this very moment is refused or ends with it", async () => {
  const taken = await held(ctx, stranger(1), wish(session, 10));
  const racing = await Promise.allSettled([callOff(), join(2), join(3), placed(ctx, stranger(1), taken)]);
  expect(racing[0]?.status).toBe("fulfilled");
  await deliver(ctx);
  expect(seatsIn(ctx, session)).toEqual([]);
  expect(audit(ctx, true)).toEqual([]);
  await expect(join(4)).rejects.toMatchObject({ code: "gone" });
});

test.each([
  ["a draft", { status: "draft" }, "conflict"],
  ["one that is cancelled", { status: "cancelled" }, "gone"],
  ["one that has begun", { startsAt: "2026-11-21T09:00:00.000Z" }, "gone"],
] as const)("%s is refused", async (_, more, code) => {
  session = await putSession(ctx, roomSession(), more);
  await expect(callOff()).rejects.toMatchObject({ code });
});

test("a version that is not the last one is refused, and so is whoever is no staff", async () => {
  await expect(callOff(2)).rejects.toMatchObject({ code: "stale" });
  const input = { basedOn: 1, reason };
  await expect(cancelSession(as(ctx, stranger(1)), session.sessionId, input)).rejects.toMatchObject({
    code: "not-allowed",
  });
});
