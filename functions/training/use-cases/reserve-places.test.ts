import { as, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { booker, putSchool, stranger } from "../bookings/testing-school.ts";
import { bookingOf, held, ours, reserveAs, seatsIn, trainingCtx, wish } from "../bookings/testing-world.ts";
import { Reservation } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { onlineSession, putSession, roomSession, venue } from "../test-world.ts";
import { joinQueue } from "./join-queue.ts";
import { withdrawBooking } from "./withdraw-booking.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(20));
});

const units = async (act: () => Promise<unknown>) => {
  ctx.table.meter.reset();
  await act();
  const { wru, indexWru } = ctx.table.meter;
  return { wru, indexWru };
};

test("places are held for twenty minutes, each with a seat of its own", async () => {
  const booking = await held(ctx, stranger(), wish(session, 3));
  expect(booking).toMatchObject({ status: "held", holdUntil: "2026-11-21T10:20:00.000Z" });
  expect(new Set(booking.places.map(({ seat }) => seat)).size).toBe(3);
  expect(bookingOf(ctx, booking.bookingId)).toEqual(booking);
  expect(seatsIn(ctx, session)).toEqual(["taken", "taken", "taken"]);
});

test("one place costs four write units and two of the indexes, for members too", async () => {
  await putSchool(ctx, { discountPercent: 30 });
  expect(await units(() => held(ctx, stranger(), wish(session)))).toEqual({ wru: 4, indexWru: 2 });
  expect(await units(() => held(ctx, booker, ours(session, 1, { shownNetPence: 3_500 })))).toEqual({
    wru: 4,
    indexWru: 2,
  });
});

test("the price is decided once, with its reason and for the session's day", async () => {
  await putSchool(ctx, { discountPercent: 30 });
  const booking = await held(ctx, booker, ours(session, 2, { shownNetPence: 7_000 }));
  expect(booking.prices).toMatchObject([
    {
      ...{ on: "2027-01-20", listNetPence: 5_000, unitNetPence: 3_500 },
      reason: "30% off with School membership of Harbour View Primary School until 31 August 2027.",
    },
  ]);
});

describe("places that come with a membership", () => {
  const two = { discountPercent: 30, allowance: { quantity: 2, unit: "places" } } as const;

  test("are used up first, over all sessions, and the rest costs the member's price", async () => {
    await putSchool(ctx, two);
    const first = await held(ctx, booker, ours(session, 1, { shownNetPence: 0 }));
    const other = await putSession(ctx, onlineSession());
    const second = await held(ctx, booker, ours(other, 3, { shownNetPence: 7_000 }));
    expect(first.places.map(({ allowanceSeat }) => allowanceSeat)).toEqual([1]);
    expect(second.places.map(({ netPence }) => netPence)).toEqual([0, 3_500, 3_500]);
  });

  test("are kept for another day where somebody wants that", async () => {
    await putSchool(ctx, two);
    const booking = await held(ctx, booker, ours(session, 1, { useIncluded: false, shownNetPence: 3_500 }));
    expect(booking.places[0]).not.toHaveProperty("allowanceSeat");
  });

  test("go to one of two who want the last of them at once", async () => {
    await putSchool(ctx, { discountPercent: 30, allowance: { quantity: 1, unit: "places" } });
    const attempts = [0, 3_500].map((shownNetPence) => reserveAs(ctx, booker, ours(session, 1, { shownNetPence })));
    await Promise.allSettled(attempts);
    const used = [...ctx.table.items.values()].filter(({ sk }) => sk.startsWith("used#"));
    expect(used).toHaveLength(1);
  });
});

test("of several dates all are held, or none", async () => {
  const full = await putSession(ctx, roomSession(1));
  await held(ctx, stranger(), wish(full));
  const wishes = [session, full].map(({ sessionId }) => ({ sessionId, poolId: "room" as const, places: 1 }));
  const reserved = await reserveAs(ctx, stranger(2), wish(session, 1, { wishes, shownNetPence: 10_000 }));
  expect(reserved).toMatchObject({ outcome: "full", sessionId: full.sessionId, peopleWait: false });
  expect(seatsIn(ctx, session)).toEqual([]);
});

test("a hundred buyers at once of twenty seats: twenty have one, eighty are told that it is full", async () => {
  const buyers = Array.from({ length: 100 }, (_, at) => reserveAs(ctx, stranger(at), wish(session)));
  const outcomes = (await Promise.all(buyers)).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === "held")).toHaveLength(20);
  expect(outcomes.filter((outcome) => outcome === "full")).toHaveLength(80);
  expect(seatsIn(ctx, session)).toHaveLength(20);
});

test("whoever comes when it is full is told so by one request", async () => {
  await held(ctx, stranger(), wish(session, 10));
  await held(ctx, stranger(2), wish(session, 10));
  await reserveAs(ctx, stranger(3), wish(session));
  ctx.table.meter.reset();
  expect(await reserveAs(ctx, stranger(4), wish(session))).toMatchObject({ outcome: "full" });
  expect(ctx.table.meter.requests).toBe(1);
  expect(ctx.table.meter.wru).toBe(0);
});

test("a hold that ran out makes room for the next one at once", async () => {
  const small = await putSession(ctx, roomSession(1));
  const lapsed = await held(ctx, stranger(), wish(small));
  ctx.clock.moveSeconds(21 * 60);
  const booking = await held(ctx, stranger(2), wish(small));
  expect(bookingOf(ctx, lapsed.bookingId).status).toBe("expired");
  expect(booking.places[0]?.seat).toBe(1);
});

test("while people wait, newcomers are led to the queue", async () => {
  const { sessionId } = session;
  const who = { organisationName: "First school" };
  await joinQueue(as(ctx, stranger()), { sessionId, poolId: "room", places: 2, all: true, ...who });
  expect(await reserveAs(ctx, stranger(2), wish(session))).toMatchObject({ outcome: "full", peopleWait: true });
});

describe("nothing is held, and it is said why,", () => {
  const refusal = async (input: Reservation, code: string, words: RegExp, actor = stranger()) => {
    await expect(reserveAs(ctx, actor, input)).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
    expect(seatsIn(ctx, session)).toEqual([]);
  };

  test("when the price has changed since it was shown", () =>
    refusal(wish(session, 1, { shownNetPence: 4_000 }), "stale", /was £40.00 .* is £50.00 now/));

  test("for a session that is cancelled, over, closed, a draft, or was never there", async () => {
    const cases = [
      [{ status: "cancelled" }, "gone", /has been cancelled/],
      [{ status: "completed" }, "gone", /begun or is over/],
      [{ bookingClosesAt: "2026-11-21T09:00:00.000Z" }, "gone", /has closed/],
      [{ status: "draft" }, "not-found", /cannot find/],
    ] as const;
    for (const [more, code, words] of cases) {
      await refusal(wish(await putSession(ctx, roomSession(5), more)), code, words);
    }
    await refusal(wish({ ...session, sessionId: "ses_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" }), "not-found", /cannot find/);
  });

  test("for more places than a booking may have", () =>
    refusal(wish(session, 11), "invalid-input", /at most 10 places/));

  test("for more than that, hold by hold; a hold that is over, and somebody else's, count for nothing", async () => {
    const hoarder = stranger();
    const small = await putSession(ctx, roomSession(20, { maxPlacesABooking: 4 }));
    const first = await held(ctx, hoarder, wish(small, 3));
    const again = reserveAs(ctx, hoarder, wish(small, 2));
    await expect(again).rejects.toMatchObject({ code: "conflict", message: /You hold 3 places .* 4 is the most/ });
    expect(seatsIn(ctx, small)).toHaveLength(3);
    await held(ctx, hoarder, wish(small));
    await held(ctx, hoarder, wish(session, 4));
    await held(ctx, stranger(2), wish(small, 2));
    await withdrawBooking(as(ctx, hoarder), first.bookingId);
    await held(ctx, hoarder, wish(small, 3));
    ctx.clock.moveSeconds(21 * 60);
    await held(ctx, hoarder, wish(small, 4));
  });

  test("for a way to take part that the session does not have", () =>
    refusal(
      wish(session, 1, { wishes: [{ sessionId: session.sessionId, poolId: "online", places: 1 }] }),
      "invalid-input",
      /Choose how to take part/,
    ));

  test("for somebody else's organisation, and for one without a name", async () => {
    await putSchool(ctx);
    await refusal(ours(session), "not-found", /among yours/);
    const { organisationName: _, ...nameless } = wish(session);
    await refusal(nameless, "invalid-input", /Enter the name/);
  });

  test("for more of a session than its quota for a school", async () => {
    await putSchool(ctx);
    const limited = await putSession(ctx, roomSession(20, { perSchoolQuota: 2 }));
    await held(ctx, booker, ours(limited, 2));
    await refusal(ours(limited), "conflict", /has 2 places for each school/, booker);
  });

  test("for nobody who is signed in", async () => {
    await expect(reserveAs(ctx, { kind: "anonymous" }, wish(session))).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test.each([0, 500, -1, 1.5])("for %d places", (places) => {
    expect(Reservation.safeParse(wish(session, places)).success).toBe(false);
  });

  test("for a session that is named twice", () => {
    const twice = [...wish(session).wishes, ...wish(session).wishes];
    expect(Reservation.safeParse({ ...wish(session), wishes: twice }).success).toBe(false);
  });
});

test("room and screen have their own places", async () => {
  const pools: Session["pools"] = [
    { poolId: "room", capacity: 1 },
    { poolId: "online", capacity: 1 },
  ];
  const hybrid = await putSession(ctx, onlineSession({ format: "hybrid", region: "London", venue, pools }));
  await held(ctx, stranger(), wish(hybrid));
  expect(await reserveAs(ctx, stranger(2), wish(hybrid))).toMatchObject({ outcome: "full", poolId: "room" });
  const online = [{ sessionId: hybrid.sessionId, poolId: "online" as const, places: 1 }];
  expect(await reserveAs(ctx, stranger(2), wish(hybrid, 1, { wishes: online }))).toMatchObject({ outcome: "held" });
});
