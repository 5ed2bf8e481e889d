import { as, system } from "@alliance/testing";
import { expect, it } from "vitest";
import { onlineSession, putSession, roomSession, venue } from "../test-world.ts";
import { cancelPlaces } from "../use-cases/cancel-places.ts";
import { bookingsOfSession } from "./bookings-of-session.ts";
import { stranger } from "./testing-school.ts";
import { booked, held, trainingCtx, wish } from "./testing-world.ts";

const walk = async (ctx: Parameters<typeof bookingsOfSession>[0], session: Parameters<typeof bookingsOfSession>[1]) => {
  const met: string[] = [];
  let pages = 0;
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await bookingsOfSession(ctx, session, cursor);
    met.push(...page.bookings.map(({ stored }) => stored.data.bookingId));
    cursor = page.cursor;
    pages++;
  }
  return { met, pages };
};

it("meets every booking once over many pages and both pools, however its seats are spread", async () => {
  const ctx = trainingCtx();
  const pools = [
    { poolId: "room", capacity: 150 },
    { poolId: "online", capacity: 100 },
  ] as const;
  const hybrid = onlineSession({ format: "hybrid", region: "London", venue, pools: [...pools] });
  const session = await putSession(ctx, hybrid);
  const { sessionId } = session;
  const made: string[] = [];
  for (let number = 1; number <= 20; number++) {
    const wishes = pools.map(({ poolId }) => ({ sessionId, poolId, places: number % 5 === 0 ? 1 : 4 }));
    const booking = await held(ctx, stranger(number), {
      ...wish(session),
      wishes,
      shownNetPence: 5_000 * (number % 5 === 0 ? 2 : 8),
    });
    made.push(booking.bookingId);
  }
  const { met, pages } = await walk(ctx, session);
  expect(met.toSorted()).toEqual(made.toSorted());
  expect(pages).toBeGreaterThanOrEqual(4);
});

it("leaves out what has ended and places of other sessions, and reads a page by two requests", async () => {
  const ctx = trainingCtx();
  const session = await putSession(ctx, roomSession());
  const other = await putSession(ctx, roomSession());
  const gone = await booked(ctx, session, 1);
  const kept = await booked(ctx, session, 2);
  await booked(ctx, other, 1);
  const [place] = gone.places;
  await cancelPlaces(as(ctx, system("training")), {
    bookingId: gone.bookingId,
    placeIds: [place?.placeId ?? ""],
    shownCreditPercent: 100,
  });
  ctx.table.meter.reset();
  const page = await bookingsOfSession(ctx, session);
  expect(ctx.table.meter.requests).toBe(2);
  expect(page.bookings.map(({ stored, places }) => [stored.data.bookingId, places.length])).toEqual([
    [kept.bookingId, 2],
  ]);
  expect(page.cursor).toBeUndefined();
});

it("a session without a booking is one empty page, and a cursor of another shape is refused", async () => {
  const ctx = trainingCtx();
  const session = await putSession(ctx, roomSession());
  expect(await bookingsOfSession(ctx, session)).toEqual({ bookings: [] });
  await expect(bookingsOfSession(ctx, session, "nonsense")).rejects.toThrow(RangeError);
});
