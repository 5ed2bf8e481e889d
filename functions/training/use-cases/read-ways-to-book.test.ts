import { as, testCtx } from "@alliance/testing";
import { expect, it } from "vitest";
import { allowed, booker, organisationId, putSchool, stranger } from "../bookings/testing-school.ts";
import { booked, held, ours } from "../bookings/testing-world.ts";
import { onlineSession, putSession, roomSession } from "../test-world.ts";
import { joinQueue } from "./join-queue.ts";
import { listQueueEntries } from "./list-queue-entries.ts";
import { readBooking } from "./read-booking.ts";
import { readWaysToBook } from "./read-ways-to-book.ts";

const world = () => testCtx({ kind: "anonymous" });

it("offers one's organisations at their price with what is left of the included places, and any other at the list price", async () => {
  const ctx = world();
  const session = await putSession(ctx);
  await putSchool(ctx, { discountPercent: 50, allowance: { quantity: allowed, unit: "places" } });
  const before = await readWaysToBook(as(ctx, booker), session.sessionId);
  expect(before.ways).toMatchObject([
    { organisationId, unitNetPence: 2_500, includedLeft: allowed },
    { unitNetPence: 5_000, includedLeft: 0 },
  ]);
  await held(ctx, booker, ours(session, 1, { shownNetPence: 0 }));
  const after = await readWaysToBook(as(ctx, booker), session.sessionId);
  expect(after.ways[0]?.includedLeft).toBe(allowed - 1);
});

it("calls a pool full while somebody waits for it, and leaves the other one open", async () => {
  const ctx = world();
  const pools = [
    { poolId: "room" as const, capacity: 1 },
    { poolId: "online" as const, capacity: 9 },
  ];
  const { sessionId } = await putSession(ctx, roomSession(1, { format: "hybrid", pools }));
  const wait = { sessionId, poolId: "room" as const, places: 1, all: true, organisationName: "Cliff Top" };
  await joinQueue(as(ctx, stranger()), wait);
  const found = await readWaysToBook(as(ctx, booker), sessionId);
  expect([found.openPools, found.fullPools]).toEqual([["online"], ["room"]]);
  expect(await listQueueEntries(as(ctx, stranger()), sessionId)).toHaveLength(1);
  expect(await listQueueEntries(as(ctx, booker), sessionId)).toEqual([]);
});

it("refuses visitors, and sessions that cannot be booked", async () => {
  const ctx = world();
  const open = await putSession(ctx);
  const closed = await putSession(ctx, onlineSession(), { status: "cancelled" });
  await expect(readWaysToBook(ctx, open.sessionId)).rejects.toMatchObject({ code: "not-signed-in" });
  await expect(listQueueEntries(ctx)).rejects.toMatchObject({ code: "not-signed-in" });
  await expect(readWaysToBook(as(ctx, booker), closed.sessionId)).rejects.toMatchObject({ code: "gone" });
});

it("reads a booking for whoever made it, with what would be given back today, and refuses others", async () => {
  const ctx = world();
  const session = await putSession(ctx);
  const { bookingId } = await booked(ctx, session);
  const { booking, creditPercents } = await readBooking(as(ctx, booker), bookingId);
  expect([booking.status, creditPercents.get(session.sessionId)]).toEqual(["confirmed", 100]);
  await expect(readBooking(as(ctx, stranger()), bookingId)).rejects.toMatchObject({ code: "not-found" });
});
