import { system, type TestCtx, testCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { seatKey, seatPut } from "../keys/seat.ts";
import { findSeats } from "./find-seats.ts";

const sessionId = "ses_01KAK3F0Q8J5W2M7X9B4C6D8E0";
let ctx: TestCtx;
beforeEach(() => {
  ctx = testCtx(system("training"));
});

async function take(numbers: readonly number[]): Promise<void> {
  const seat = { bookingId: ctx.ids.next("bkg"), placeId: "one", state: "taken" as const };
  const puts = numbers.map((number) => seatPut(seatKey(sessionId, "room", number), seat, 1));
  const origin = { actor: "test", correlationId: "test", now: ctx.clock.now(), nextEventId: () => "" };
  for (let at = 0; at < puts.length; at += 100) await ctx.table.commit({ put: puts.slice(at, at + 100) }, origin);
}

const find = (capacity: number, count: number, seed = "a") =>
  findSeats(ctx, { sessionId, poolId: "room", capacity, count, seed });
const all = (capacity: number): number[] => Array.from({ length: capacity }, (_, at) => at + 1);

test("it finds the last ones, wherever it begins to look", async () => {
  await take(all(400).filter((number) => ![3, 222, 399].includes(number)));
  for (const seed of ["a", "b", "c", "d", "e", "f"]) {
    expect([...((await find(400, 3, seed)) ?? [])].sort((one, other) => one - other)).toEqual([3, 222, 399]);
    expect([3, 222, 399]).toContain((await find(400, 1, seed))?.[0]);
    expect(await find(400, 4, seed)).toBeUndefined();
  }
});

test("it finds none where all are taken, and none of a session that is smaller than what is wanted", async () => {
  await take(all(150));
  expect(await find(150, 1)).toBeUndefined();
  expect(await find(5, 6)).toBeUndefined();
});

test("seats of another pool, and beyond the room, are none of its own", async () => {
  const seat = { bookingId: ctx.ids.next("bkg"), placeId: "one", state: "taken" as const };
  const origin = { actor: "test", correlationId: "test", now: ctx.clock.now(), nextEventId: () => "" };
  await ctx.table.commit({ put: [seatPut(seatKey(sessionId, "online", 1), seat, 1)] }, origin);
  expect(await find(1, 1)).toEqual([1]);
});

test("half of 2,000 seats sold: one request", async () => {
  await take(all(2_000).filter((number) => number % 2 === 0));
  ctx.table.meter.reset();
  const [number] = (await find(2_000, 1)) ?? [];
  expect((number ?? 0) % 2).toBe(1);
  expect(ctx.table.meter.requests).toBe(1);
});

test("two who look at the same moment rarely choose the same seat", async () => {
  const chosen = await Promise.all(Array.from({ length: 100 }, (_, at) => find(2_000, 1, `buyer ${at}`)));
  expect(new Set(chosen.map((seats) => seats?.[0])).size).toBeGreaterThan(90);
});
