import { training } from "@alliance/events";
import { commit, type Table } from "@alliance/store";
import { as, eventOf, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { stranger } from "../bookings/testing-school.ts";
import {
  booked,
  bookingOf,
  deliver,
  eventsOf,
  placed,
  reserveAs,
  seatsIn,
  trainingCtx,
  wish,
} from "../bookings/testing-world.ts";
import { entryKey } from "../keys/queue.ts";
import { sessionPuts } from "../keys/session.ts";
import type { Booking } from "../schema/booking.ts";
import { Joining, QueueEntry } from "../schema/queue.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { cancelPlaces } from "./cancel-places.ts";
import { joinQueue } from "./join-queue.ts";
import { leaveQueue } from "./leave-queue.ts";
import { offerAfterChange, offerPlaces } from "./offer-places.ts";
import { sweepHolds } from "./sweep-holds.ts";
import { withdrawBooking } from "./withdraw-booking.ts";

let ctx: TestCtx;
let session: Session;
let full: Booking;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(3));
  full = await booked(ctx, session, 3, stranger());
});

const join = (who: number, places = 1, all = true) =>
  joinQueue(as(ctx, stranger(who)), {
    ...{ sessionId: session.sessionId, poolId: "room", places, all },
    organisationName: `School ${who}`,
  });
const leave = (who: number) => leaveQueue(as(ctx, stranger(who)), { sessionId: session.sessionId, poolId: "room" });
const entryOf = async (who: number) => {
  const key = entryKey({ sessionId: session.sessionId, poolId: "room", bookedBy: stranger(who).personId });
  const table: Table = ctx.table;
  return (await table.get(key, QueueEntry))?.data;
};
const free = (count: number) => {
  const left = bookingOf(ctx, full.bookingId).places.filter(({ cancelledAt }) => cancelledAt === undefined);
  const placeIds = left.slice(0, count).map(({ placeId }) => placeId);
  return cancelPlaces(as(ctx, stranger()), { bookingId: full.bookingId, placeIds, shownCreditPercent: 100 });
};
const offers = () => eventsOf(ctx, "place-offered").map(({ data }) => [data.bookedBy, data.places]);
const personId = (who: number) => stranger(who).personId;

describe("joining the queue", () => {
  test("is once for each person, session and pool, however often and at once it is sent", async () => {
    const both = await Promise.all([join(2), join(2)]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(["in-queue-already", "joined"]);
    expect(eventsOf(ctx, "queue-joined")).toHaveLength(1);
  });

  test("is possible again, at the end, after leaving", async () => {
    await join(2);
    await join(3);
    expect(await leave(2)).toBe("left");
    expect(await leave(2)).toBe("not-waiting");
    await join(2);
    await free(1);
    await deliver(ctx);
    expect(offers()).toEqual([[personId(3), 1]]);
  });

  test("is refused for more than can ever be, for a pool that is not there, and once booking has closed", async () => {
    await expect(join(2, 4)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(/at most 3/),
    });
    const online = {
      sessionId: session.sessionId,
      poolId: "online",
      places: 1,
      all: true,
      organisationName: "S",
    } as const;
    await expect(joinQueue(as(ctx, stranger(2)), online)).rejects.toMatchObject({ code: "invalid-input" });
    ctx.clock.moveSeconds(90 * 86_400);
    await expect(join(2)).rejects.toMatchObject({ code: "gone" });
    await expect(leave(2)).rejects.toMatchObject({ code: "not-found" });
    expect(Joining.safeParse({ ...online, places: 0 }).success).toBe(false);
  });
});

test("a seat that comes free is kept for who waits: an offer holds it, and no passer-by can have it", async () => {
  await join(2);
  await free(1);
  expect(seatsIn(ctx, session)).toEqual(["released", "taken", "taken"]);
  expect(await reserveAs(ctx, stranger(9), wish(session))).toMatchObject({ outcome: "full", peopleWait: true });
  await deliver(ctx);
  expect(offers()).toEqual([[personId(2), 1]]);
  const entry = await entryOf(2);
  expect(entry?.status).toBe("offered");
  // A Saturday: the nine hours of a school office begin on Monday at eight.
  expect(bookingOf(ctx, entry?.bookingId ?? "")).toMatchObject({
    status: "held",
    holdUntil: "2026-11-23T17:00:00.000Z",
  });
  expect(seatsIn(ctx, session)).toEqual(["taken", "taken", "taken"]);
});

describe("an offer", () => {
  const offered = async (who = 2) => {
    await join(who);
    await free(1);
    await deliver(ctx);
    return bookingOf(ctx, (await entryOf(who))?.bookingId ?? "");
  };

  test("is claimed by placing its booking; then it is final", async () => {
    await placed(ctx, stranger(2), await offered());
    expect((await entryOf(2))?.status).toBe("claimed");
    await expect(leave(2)).resolves.toBe("not-waiting");
  });

  test("is declined by letting go of it, and the next in the queue is offered the seat", async () => {
    const booking = await offered();
    await join(3);
    await withdrawBooking(as(ctx, stranger(2)), booking.bookingId);
    await deliver(ctx);
    expect((await entryOf(2))?.status).toBe("declined");
    expect(offers()).toEqual([
      [personId(2), 1],
      [personId(3), 1],
    ]);
  });

  test("runs out, is final, and cannot be left or placed any more", async () => {
    const booking = await offered();
    await expect(leave(2)).rejects.toMatchObject({ code: "conflict" });
    ctx.clock.moveSeconds(3 * 86_400);
    await sweepHolds(ctx);
    expect((await entryOf(2))?.status).toBe("expired");
    await expect(placed(ctx, stranger(2), booking)).rejects.toMatchObject({ code: "gone" });
    expect(seatsIn(ctx, session)).toEqual(["taken", "taken"]);
  });

  test("is made once, however often the same event comes", async () => {
    await offered();
    await Promise.all([offerPlaces(ctx, session.sessionId, "room"), offerPlaces(ctx, session.sessionId, "room")]);
    expect(offers()).toHaveLength(1);
  });
});

test("a group of all or nothing is passed over by those whom the places suffice, and gets its places in the end", async () => {
  await join(2, 2, true);
  await join(3, 1);
  await free(1);
  await deliver(ctx);
  expect(offers()).toEqual([[personId(3), 1]]);
  await free(2);
  await deliver(ctx);
  expect(offers()).toEqual([
    [personId(3), 1],
    [personId(2), 2],
  ]);
});

test("who takes as many as there are gets those", async () => {
  await join(2, 3, false);
  await free(2);
  await deliver(ctx);
  expect(offers()).toEqual([[personId(2), 2]]);
});

test("places that staff add are offered to who waits", async () => {
  await join(2, 2, true);
  const { sessionId, title } = session;
  await commit(ctx, { put: sessionPuts({ ...session, pools: [{ poolId: "room", capacity: 5 }] }, 2) });
  await offerAfterChange(ctx, eventOf(training.sessionChanged, { sessionId, title }));
  expect(offers()).toEqual([[personId(2), 2]]);
});

test("once nobody waits any more, what was kept is anybody's again", async () => {
  await join(2, 2, true);
  await free(1);
  await deliver(ctx);
  expect(seatsIn(ctx, session)).toEqual(["released", "taken", "taken"]);
  await leave(2);
  await deliver(ctx);
  expect(seatsIn(ctx, session)).toEqual(["taken", "taken"]);
  expect(await reserveAs(ctx, stranger(9), wish(session))).toMatchObject({ outcome: "held" });
});

test("somebody who joins while a seat is being freed is not forgotten, whoever was first", async () => {
  await Promise.all([join(2), free(1)]);
  await deliver(ctx);
  expect(offers()).toEqual([[personId(2), 1]]);
});

test("somebody who joins the queue in the moment in which a place is given back has it kept for them", async () => {
  const table: Table = ctx.table;
  let hasJoined = false;
  const joinedMeanwhile: Table = {
    ...{ get: table.get.bind(table), getMany: table.getMany.bind(table), query: table.query.bind(table) },
    commit: async (change, origin) => {
      if (!hasJoined) {
        hasJoined = true;
        await join(2);
      }
      await table.commit(change, origin);
    },
  };
  const [place] = full.places;
  await cancelPlaces(
    { ...as(ctx, stranger()), table: joinedMeanwhile },
    { bookingId: full.bookingId, placeIds: [place?.placeId ?? ""], shownCreditPercent: 100 },
  );
  expect(seatsIn(ctx, session)).toEqual(["released", "taken", "taken"]);
  expect(await reserveAs(ctx, stranger(5), wish(session))).toMatchObject({ outcome: "full", peopleWait: true });
  await deliver(ctx);
  expect(offers()).toEqual([[personId(2), 1]]);
});
