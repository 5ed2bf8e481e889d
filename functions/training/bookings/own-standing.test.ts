import { affiliationPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import type { Session } from "../schema/session.ts";
import { browserOf, putSession, roomSession } from "../test-world.ts";
import { joinQueue } from "../use-cases/join-queue.ts";
import { withdrawBooking } from "../use-cases/withdraw-booking.ts";
import { readOwnStanding } from "./own-standing.ts";
import { booker, lead, organisationId, putSchool, stranger } from "./testing-school.ts";
import { deliver, held, ours, placed, reserveAs, trainingCtx, wish } from "./testing-world.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(3));
  const role = { organisationId, role: "colleague", from: "2026-09-01" } as const;
  await commit(ctx, { put: [affiliationPut({ ...role, personId: booker.personId }, 1)] });
});
const page = async (who = booker) => (await (await browserOf(ctx, who)).get(`/training/${session.sessionId}`)).text;
const wait = (who: ReturnType<typeof stranger>) =>
  joinQueue(as(ctx, who), {
    ...{ sessionId: session.sessionId, poolId: "room", places: 1, all: true, organisationName: "Cliff Top" },
  });

test("a session says what whoever reads holds of it, then what they booked, and to others nothing", async () => {
  expect(await page()).toContain("Book places");
  const booking = await held(ctx, booker, ours(session, 2));
  const path = `href="/training/bookings/${booking.bookingId}"`;
  const holding = await page();
  expect(holding).toMatch(/You hold 2 places here until 21 November 2026 at 10:\d\d\./);
  expect(holding).toContain(path);
  expect(holding).toContain("Book more places");
  await placed(ctx, booker, booking);
  const after = await page();
  expect(after).toContain("You have booked: 2 places.");
  expect(after).not.toContain("You hold");
  for (const other of [lead, stranger()]) expect(await page(other)).not.toContain(path);
});

test("a hold whose time ran out, and a booking that was let go of, are not named any more", async () => {
  const { bookingId } = await held(ctx, booker, ours(session, 1));
  await withdrawBooking(as(ctx, booker), bookingId);
  await held(ctx, stranger(), wish(session, 1));
  ctx.clock.moveSeconds(3_600);
  expect(await readOwnStanding(as(ctx, booker), session.sessionId)).toEqual({ entries: [], bookings: [] });
  expect(await readOwnStanding(as(ctx, stranger()), session.sessionId)).toEqual({ entries: [], bookings: [] });
  expect(await readOwnStanding({ ...ctx, actor: { kind: "anonymous" } }, session.sessionId)).toBeUndefined();
});

test("who waits is led to their place in the queue instead of to its end, and to what is offered once it is", async () => {
  const { bookingId } = await held(ctx, booker, ours(session, 3));
  expect((await reserveAs(ctx, stranger(), wish(session, 1))).outcome).toBe("full");
  expect(await page(stranger())).toContain("Join the queue");
  await wait(stranger());
  const waiting = await page(stranger());
  expect(waiting).toContain("You wait for 1 place, in the room.");
  expect(waiting).toContain(`href="/training/${session.sessionId}/queue">See your place in the queue`);
  expect(waiting).not.toContain("Join the queue");
  expect(await page(stranger(2))).toContain("Join the queue");
  await withdrawBooking(as(ctx, booker), bookingId);
  await deliver(ctx);
  const offered = await page(stranger());
  expect(offered).toContain("Places that you waited for are held for you.");
  expect(offered).not.toContain("You hold");
});
