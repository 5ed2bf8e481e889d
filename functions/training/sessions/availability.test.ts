import { as, type TestCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import { booker, putSchool, stranger } from "../bookings/testing-school.ts";
import { booked, deliver, trainingCtx, wish } from "../bookings/testing-world.ts";
import { browserOf, onlineSession, putSession, roomSession, venue } from "../test-world.ts";
import { joinQueue } from "../use-cases/join-queue.ts";
import { placesLeftOfAll } from "./availability.ts";

async function world(): Promise<TestCtx> {
  const ctx = trainingCtx();
  await putSchool(ctx);
  return ctx;
}

const poolsOfHybrid = [
  { poolId: "room", capacity: 3 },
  { poolId: "online", capacity: 200 },
] as const;
const hybrid = () =>
  onlineSession({ format: "hybrid", region: "North East", venue, pools: poolsOfHybrid.map((pool) => ({ ...pool })) });

describe("what pages say of places left", () => {
  it("is everything while nobody counted, and what was counted after that", async () => {
    const ctx = await world();
    const session = await putSession(ctx, roomSession(20));
    const left = async () => (await placesLeftOfAll(ctx, [session])).get(session.sessionId);
    expect(await left()).toEqual([{ poolId: "room", capacity: 20, left: 20 }]);
    await booked(ctx, session, 10);
    await deliver(ctx);
    expect(await left()).toEqual([{ poolId: "room", capacity: 20, left: 10 }]);
  });

  it("is nothing for newcomers while somebody waits, whatever is free", async () => {
    const ctx = await world();
    const session = await putSession(ctx, roomSession(3, { maxPlacesABooking: 3 }));
    await booked(ctx, session, 2);
    await deliver(ctx);
    const { wishes, organisationName } = wish(session, 2);
    const group = { ...wishes[0], organisationName, places: 2, all: true, sessionId: session.sessionId };
    await joinQueue(as(ctx, stranger()), { ...group, poolId: "room" });
    await deliver(ctx);
    expect((await placesLeftOfAll(ctx, [session])).get(session.sessionId)).toMatchObject([{ left: 0 }]);
  });

  it("asks the table once for fifty sessions", async () => {
    const ctx = await world();
    const sessions = await Promise.all(Array.from({ length: 50 }, () => putSession(ctx)));
    let requests = 0;
    const counting = { ...ctx, table: Object.create(ctx.table) as typeof ctx.table };
    counting.table.getMany = (...asked) => {
      requests++;
      return ctx.table.getMany(...asked);
    };
    expect((await placesLeftOfAll(counting, sessions)).size).toBe(50);
    expect(requests).toBe(1);
  });

  it("stands in the catalogue and on the session's page only where it matters", async () => {
    const ctx = await world();
    const many = await putSession(ctx, onlineSession({ title: "Plenty of room online" }));
    const session = await putSession(ctx, hybrid());
    await booked(ctx, many, 1);
    await booked(ctx, session, 2, booker);
    await deliver(ctx);
    const browser = await browserOf({ ...ctx, actor: { kind: "anonymous" } } as TestCtx);
    const list = await browser.get("/training");
    expect(list.text).toContain("1 place left in the room");
    expect(list.text).not.toContain("199 places left");
    const page = await browser.get(`/training/${session.sessionId}`);
    expect(page.text).toContain("3 in the room, 1 of them left; 200 online");
    ctx.clock.moveSeconds(60);
    await booked(ctx, session, 1);
    await deliver(ctx);
    expect((await browser.get("/training")).text).toContain("Full in the room");
    const small = await putSession(ctx, roomSession(1));
    await booked(ctx, small, 1);
    await deliver(ctx);
    expect((await browser.get("/training")).text).toContain("Full: join the queue");
    expect((await browser.get(`/training/${small.sessionId}`)).text).toContain("1 in the room, all taken");
  });
});
