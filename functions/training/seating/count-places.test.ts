import type { TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { stranger } from "../bookings/testing-school.ts";
import { booked, deliver, eventsOf, held, trainingCtx, wish } from "../bookings/testing-world.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { sweepHolds } from "../use-cases/sweep-holds.ts";
import { countAfter, placesLeftOf } from "./count-places.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(5));
});
const left = async () => (await placesLeftOf(ctx, session.sessionId))?.data.pools.room?.left;

test("a confirmed booking is counted, those right behind it a moment later by the clock", async () => {
  await booked(ctx, session, 1, stranger());
  await deliver(ctx);
  expect(await left()).toBe(4);
  await booked(ctx, session, 1, stranger(2));
  await deliver(ctx);
  expect(await left()).toBe(4);
  ctx.clock.moveSeconds(60);
  expect(await sweepHolds(ctx)).toMatchObject({ counted: 1 });
  expect(await left()).toBe(3);
  expect(await sweepHolds(ctx)).toMatchObject({ counted: 0 });
});

test("what comes free is counted at once", async () => {
  await booked(ctx, session, 1, stranger());
  await held(ctx, stranger(2), wish(session, 4));
  await deliver(ctx);
  expect(await left()).toBe(0);
  ctx.clock.moveSeconds(21 * 60);
  await sweepHolds(ctx);
  await deliver(ctx);
  expect(await left()).toBe(4);
});

test("an event that is told again long after costs one read", async () => {
  await booked(ctx, session, 1, stranger());
  const occurredAt = eventsOf(ctx, "booking-confirmed")[0]?.occurredAt ?? "";
  ctx.clock.moveSeconds(120);
  expect(await countAfter(ctx, session.sessionId, occurredAt, false)).toBe("counted");
  ctx.table.meter.reset();
  expect(await countAfter(ctx, session.sessionId, occurredAt, false)).toBe("counted-since");
  expect(ctx.table.meter.requests).toBe(1);
});

test("a session that is not there is not counted", async () => {
  await countAfter(ctx, "ses_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", ctx.clock.now(), false);
  expect(await placesLeftOf(ctx, "ses_01KAK3F0Q8J5W2M7X9B4C6D8ZZ")).toBeUndefined();
});
