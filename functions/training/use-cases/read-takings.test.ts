import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { stranger } from "../bookings/testing-school.ts";
import { booked, deliver, held, trainingCtx, wish } from "../bookings/testing-world.ts";
import type { Session } from "../schema/session.ts";
import { browserOf, putSession, roomSession } from "../test-world.ts";
import { cancelPlaces } from "./cancel-places.ts";
import { cancelSession } from "./cancel-session.ts";
import { countTakings } from "./count-takings.ts";
import { readTakings } from "./read-takings.ts";
import { transferPlaces } from "./transfer-places.ts";

const later = {
  startsAtLocal: "2027-05-10T15:45",
  endsAtLocal: "2027-05-10T17:00",
  bookingClosesAtLocal: "2027-05-10T12:00",
};
let ctx: TestCtx;
let session: Session;
let summer: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(10, { cancellationLadder: [{ daysBefore: 1, creditPercent: 50 }] }));
  summer = await putSession(ctx, roomSession(10, later));
  await putSession(ctx, roomSession(10), { status: "draft" });
});

const counted = async () => {
  await deliver(ctx);
  ctx.clock.moveSeconds(120);
  await countTakings(ctx);
  const { spring, summer: may } = await readTakings(as(ctx, staffMember()), 2026);
  return [...spring, ...may].map(({ netPence, taken }) => [netPence, taken]);
};

test("what is booked counts, what is only held does not, and what was kept of cancelled places stays", async () => {
  const booking = await booked(ctx, session, 3, stranger(1));
  await held(ctx, stranger(2), wish(session, 1));
  expect(await counted()).toEqual([
    [15_000, 4],
    [0, 0],
  ]);
  const { bookingId } = booking;
  await cancelPlaces(as(ctx, stranger(1)), { bookingId, placeIds: [`${bookingId}-1`], shownCreditPercent: 50 });
  expect(await counted()).toEqual([
    [12_500, 3],
    [0, 0],
  ]);
});

test("what moves to another date counts there, and what is off counts nothing", async () => {
  const here = await putSession(ctx, roomSession(10, { startsAtLocal: "2027-01-27T10:00" }));
  const { bookingId } = await booked(ctx, here, 2, stranger(1));
  await transferPlaces(as(ctx, stranger(1)), {
    ...{ bookingId, placeIds: [`${bookingId}-1`], toSessionId: summer.sessionId, poolId: "room" },
  });
  expect(await counted()).toEqual([
    [0, 0],
    [5_000, 1],
    [5_000, 1],
  ]);
  await cancelSession(as(ctx, staffMember()), here.sessionId, { basedOn: 1, reason: "The speaker is ill." });
  expect(await counted()).toEqual([
    [0, 0],
    [0, 0],
    [5_000, 1],
  ]);
});

test("a run that finds nothing new writes nothing, and two at once count once more, not twice", async () => {
  await booked(ctx, session, 1, stranger(1));
  await counted();
  ctx.table.meter.reset();
  expect(await countTakings(ctx)).toEqual({ counted: 0 });
  expect(ctx.table.meter.requests).toBeLessThanOrEqual(3);
  await booked(ctx, session, 1, stranger(2));
  await deliver(ctx);
  ctx.clock.moveSeconds(120);
  await Promise.all([countTakings(ctx), countTakings(ctx)]);
  expect((await counted())[0]).toEqual([10_000, 2]);
});

test("are shown as bars with a table, by term and by session, and explained where there is nothing", async () => {
  await booked(ctx, session, 3, stranger(1));
  await counted();
  const browser = await browserOf(ctx, staffMember());
  const page = await browser.get("/console/training/takings?year=2026&term=spring");
  expect(page.text).toContain("£150.00");
  expect(page.text).toContain("3 of 10, 30%");
  expect(page.text).toMatch(/<table.*20 January: Starting a partnership/s);
  expect(page.text.split(`href="/console/training/sessions/${session.sessionId}"`)).toHaveLength(3);
  expect((await browser.get("/console/training/takings?year=2030&term=x")).text).toContain(
    "No session in the autumn term",
  );
});

test("are refused to whoever is no staff", async () => {
  await expect(readTakings(as(ctx, stranger(1)), 2026)).rejects.toMatchObject({ code: "not-allowed" });
});
