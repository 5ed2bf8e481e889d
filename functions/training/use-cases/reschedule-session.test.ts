import { readSessionWords } from "@alliance/auth";
import { as, published, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { stranger } from "../bookings/testing-school.ts";
import { booked, bookingOf, deliver, eventsOf, held, placed, trainingCtx, wish } from "../bookings/testing-world.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession, venue } from "../test-world.ts";
import { beginMove, continueWork } from "../work/work-off.ts";
import { cancelPlaces } from "./cancel-places.ts";
import { nameDelegates } from "./name-delegates.ts";
import { currentSession } from "./read-desk.ts";
import { rescheduleSession } from "./reschedule-session.ts";

const reason = "The hall is needed for an examination.";
const moved = (more = {}) => ({
  ...roomSession(),
  ...{ startsAtLocal: "2027-03-28T13:00", endsAtLocal: "2027-03-28T16:00", bookingClosesAtLocal: "2027-03-27T12:00" },
  ...more,
});

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(200, { cancellationLadder: [] }));
});

const move = (content = moved(), basedOn = 1) =>
  rescheduleSession(as(ctx, staffMember()), session.sessionId, { basedOn, content, reason });

test("moves over the clock change, keeps every place, and tells each booking once over many pages", async () => {
  const bookings = [];
  for (let number = 1; number <= 15; number++) bookings.push(await booked(ctx, session, 5, stranger(number)));
  const after = await move();
  expect(after).toMatchObject({ startsAt: "2027-03-28T12:00:00.000Z", calendarSequence: 1, status: "published" });
  await deliver(ctx);
  const told = eventsOf(ctx, "booking-rescheduled");
  expect(told.map(({ data }) => data.bookingId).toSorted()).toEqual(bookings.map(({ bookingId }) => bookingId).sort());
  expect(told[0]?.data).toMatchObject({
    session: { startsAtLocal: "2027-03-28T13:00", calendarSequence: 1 },
    formerly: { startsAtLocal: "2027-01-20T15:45" },
    freeCancellationUntil: "2026-12-07",
  });
  expect(JSON.stringify(published(ctx))).not.toContain(reason);
  expect((await readSessionWords(ctx.table, [session.sessionId])).get(session.sessionId)?.rescheduled).toEqual(
    expect.objectContaining({ reason }),
  );
  expect(eventsOf(ctx, "session-work-continued").length).toBeGreaterThan(0);
  expect(bookingOf(ctx, bookings[0]?.bookingId ?? "").status).toBe("confirmed");
});

test("told again, or told late, nobody is told twice; of two moves everybody is told the last", async () => {
  await booked(ctx, session, 1, stranger(1));
  await move();
  const [first] = eventsOf(ctx, "session-rescheduled");
  await move(moved({ startsAtLocal: "2027-10-31T13:00", endsAtLocal: "2027-10-31T16:00" }), 2);
  await deliver(ctx);
  expect(await beginMove(ctx, first as never)).toBe("overtaken");
  const [, second] = eventsOf(ctx, "session-rescheduled");
  expect(await beginMove(ctx, second as never)).toBe("taken-before");
  const told = eventsOf(ctx, "booking-rescheduled");
  expect(told).toHaveLength(1);
  expect(told[0]?.data.session).toMatchObject({ startsAt: "2027-10-31T13:00:00.000Z", calendarSequence: 2 });
});

test("whoever booked before may cancel for all of the price until a day, others by the ladder", async () => {
  const before = await booked(ctx, session, 1, stranger(1));
  ctx.clock.moveSeconds(3600);
  await move();
  ctx.clock.moveSeconds(3600);
  const after = await booked(ctx, session, 1, stranger(2));
  const cancel = (booking: typeof before, shownCreditPercent: number) =>
    cancelPlaces(ctx, { bookingId: booking.bookingId, placeIds: [`${booking.bookingId}-1`], shownCreditPercent });
  expect(await cancel(before, 100)).toMatchObject({ creditPercent: 100, creditNetPence: 5_000 });
  expect(await cancel(after, 0)).toMatchObject({ creditPercent: 0 });
  const late = await putSession(ctx, roomSession(5, { cancellationLadder: [] }));
  const theirs = await booked(ctx, late, 1, stranger(3));
  session = late;
  await move();
  ctx.clock.moveSeconds(17 * 86_400);
  expect(await cancel(theirs, 0)).toMatchObject({ creditPercent: 0 });
});

test("who confirms or names somebody at this very moment is told the new date, once", async () => {
  const waiting = await held(ctx, stranger(1), wish(session));
  const { bookingId } = await booked(ctx, session, 1, stranger(2));
  await move();
  const naming = nameDelegates(as(ctx, stranger(2)), {
    bookingId,
    delegates: [{ placeId: `${bookingId}-1`, who: "me" }],
  });
  await Promise.all([deliver(ctx), naming, placed(ctx, stranger(1), waiting)]);
  await deliver(ctx);
  for (const { data } of [...eventsOf(ctx, "delegate-changed"), ...eventsOf(ctx, "booking-rescheduled")]) {
    expect(data.session).toMatchObject({ calendarSequence: 1 });
  }
  const isTheirs = ({ data }: { readonly data: Record<string, unknown> }) => data.bookingId === waiting.bookingId;
  const confirmed = eventsOf(ctx, "booking-confirmed").filter(isTheirs);
  const sequences = confirmed.map(({ data }) => (data.sessions as Session[]).map((each) => each.calendarSequence));
  const told = eventsOf(ctx, "booking-rescheduled").filter(isTheirs).length;
  expect((sequences[0]?.[0] ?? 0) + told).toBeGreaterThan(0);
});

test("of two editors at once one is told to look again", async () => {
  const both = await Promise.allSettled([move(), move(moved({ startsAtLocal: "2027-03-28T12:00" }))]);
  const refused = both.filter((each) => each.status === "rejected").map(({ reason: why }) => why.code);
  expect(refused).toEqual(["stale"]);
  expect((await currentSession(ctx, session.sessionId)).data.calendarSequence).toBe(1);
});

test.each([
  [
    "a time that has passed",
    {},
    { startsAtLocal: "2026-11-20T10:00", endsAtLocal: "2026-11-20T11:00" },
    "invalid-input",
  ],
  ["booking that would have closed", {}, { bookingClosesAtLocal: "2026-11-20T10:00" }, "invalid-input"],
  ["a draft", { status: "draft" }, {}, "conflict"],
  ["a cancelled one", { status: "cancelled" }, {}, "gone"],
  ["one that is over", { status: "completed" }, {}, "gone"],
] as const)("%s is refused and nothing changes", async (_, more, times, code) => {
  session = await putSession(ctx, roomSession(), more);
  await expect(move(moved(times))).rejects.toMatchObject({ code });
  expect((await currentSession(ctx, session.sessionId)).version).toBe(1);
});

test("what does not move is refused; another venue is a move, and how to get in stays out of what is told", async () => {
  const { startsAtLocal, endsAtLocal, bookingClosesAtLocal } = session;
  const same = moved({ startsAtLocal, endsAtLocal, bookingClosesAtLocal });
  await expect(move(same)).rejects.toMatchObject({ code: "invalid-input" });
  await expect(move(moved(), 7)).rejects.toMatchObject({ code: "stale" });
  await move({ ...same, venue: { ...venue, name: "Tide House", instructions: "Ring twice" } });
  await booked(ctx, session, 1, stranger(1));
  await deliver(ctx);
  expect(eventsOf(ctx, "session-rescheduled")[0]?.data.session).toMatchObject({ venue: { name: "Tide House" } });
  expect(JSON.stringify(eventsOf(ctx, "session-rescheduled"))).not.toContain("Ring twice");
});

test("a step of a work that nobody began is an error, and people who are no staff move nothing", async () => {
  const { sessionId } = session;
  const event = { data: { sessionId, workId: "reschedule-9", step: 2 } };
  await expect(continueWork(ctx, event as never)).rejects.toThrow("never begun");
  const input = { basedOn: 1, content: moved(), reason };
  await expect(rescheduleSession(as(ctx, stranger(1)), sessionId, input)).rejects.toMatchObject({
    code: "not-allowed",
  });
});
