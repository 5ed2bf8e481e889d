import { readSessionWords } from "@alliance/auth";
import { as, published, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { stranger } from "../bookings/testing-school.ts";
import { booked, deliver, eventsOf, held, placed, trainingCtx, wish } from "../bookings/testing-world.ts";
import type { Session } from "../schema/session.ts";
import { reminderTimes } from "../sessions/reminder-times.ts";
import { onlineSession, putSession, roomSession, venue } from "../test-world.ts";
import { take } from "../work/work-off.ts";
import { cancelSession } from "./cancel-session.ts";
import { changeSession } from "./change-session.ts";
import { remindDelegates } from "./remind-delegates.ts";
import { rescheduleSession } from "./reschedule-session.ts";

let ctx: TestCtx;
beforeEach(() => {
  ctx = trainingCtx();
});

const moveTo = (instant: string) => ctx.clock.moveSeconds((Date.parse(instant) - Date.parse(ctx.clock.now())) / 1000);
const reminded = () => eventsOf(ctx, "delegates-reminded").map(({ data }) => data);
async function remind() {
  const { begun } = await remindDelegates(ctx);
  await deliver(ctx);
  return begun;
}

test.each([
  ["2027-01-20T15:45", "2027-01-13T09:00:00.000Z", "2027-01-19T09:00:00.000Z", "2027-01-20T07:00:00.000Z"],
  ["2027-03-29T10:00", "2027-03-22T09:00:00.000Z", "2027-03-26T09:00:00.000Z", "2027-03-29T06:00:00.000Z"],
  ["2027-11-01T07:30", "2027-10-25T08:00:00.000Z", "2027-10-29T08:00:00.000Z", "2027-11-01T06:30:00.000Z"],
])("of a session at %s in London", (startsAtLocal, week, dayBefore, joining) => {
  const startsAt = new Date(Date.parse(`${startsAtLocal}:00Z`) - (startsAtLocal.includes("-03-") ? 3_600_000 : 0));
  const session = { startsAtLocal, startsAt: startsAt.toISOString(), endsAt: "", pools: onlineSession().pools };
  const times = reminderTimes(session);
  expect([...times].map(([kind, { from }]) => [kind, from])).toEqual([
    ["week", week],
    ["day-before", dayBefore],
    ["joining", joining],
  ]);
});

test("reminds a week before and on the working day before, once each, over many pages and two runs at once", async () => {
  const session = await putSession(ctx, roomSession(200, { venue: { ...venue, instructions: "Ring twice" } }));
  for (let number = 1; number <= 10; number++) await booked(ctx, session, 6, stranger(number));
  await held(ctx, stranger(11), wish(session));
  moveTo("2027-01-13T08:59:00.000Z");
  expect(await remind()).toBe(0);
  moveTo("2027-01-13T09:00:00.000Z");
  await Promise.all([remindDelegates(ctx), remindDelegates(ctx)]);
  await deliver(ctx);
  expect(await remind()).toBe(0);
  expect(reminded()).toHaveLength(10);
  expect(new Set(reminded().map(({ bookingId }) => bookingId)).size).toBe(10);
  expect(reminded()[0]).toMatchObject({ kind: "week" });
  moveTo("2027-01-19T09:05:00.000Z");
  expect(await remind()).toBe(1);
  expect(
    reminded()
      .slice(10)
      .map(({ kind }) => kind),
  ).toEqual(Array(10).fill("day-before"));
});

test("who books when it is due already is not reminded of what they have just read", async () => {
  const session = await putSession(ctx, roomSession());
  moveTo("2027-01-19T09:05:00.000Z");
  await booked(ctx, session, 1, stranger(1));
  expect(await remind()).toBe(1);
  expect(reminded()).toEqual([]);
});

test("sends the link on the morning, or once there is one; another link is sent again, to those online alone", async () => {
  const pools: Session["pools"] = [
    { poolId: "room", capacity: 5 },
    { poolId: "online", capacity: 5 },
  ];
  const content = onlineSession({ format: "hybrid", region: "London", venue, pools });
  const session = await putSession(ctx, content);
  const { sessionId } = session;
  await booked(ctx, session, 1, stranger(1));
  const wishes = [{ sessionId, poolId: "online" as const, places: 2 }];
  await placed(ctx, stranger(2), await held(ctx, stranger(2), wish(session, 2, { wishes })));
  moveTo("2027-01-20T07:00:00.000Z");
  await remind();
  expect(reminded().filter(({ kind }) => kind === "joining")).toEqual([]);
  const link = async (basedOn: number, address: string) => {
    await changeSession(as(ctx, staffMember()), sessionId, {
      ...{ basedOn, content: { ...content, online: { link: address } } },
    });
    await remind();
    await remind();
  };
  await link(1, "https://meet.example/a");
  await link(2, "https://meet.example/b");
  const sent = reminded().filter(({ kind }) => kind === "joining");
  expect(sent.map(({ places }) => (places as unknown[]).length)).toEqual([2, 2]);
  expect(JSON.stringify(published(ctx))).not.toContain("meet.example");
  const words = await readSessionWords(ctx.table, [sessionId, "ses_unknown"]);
  expect([...words]).toEqual([[sessionId, expect.objectContaining({ online: { link: "https://meet.example/b" } })]]);
});

test("one that moved is reminded of at its new time, one that is off or over never", async () => {
  const [moved, off] = [await putSession(ctx, roomSession()), await putSession(ctx, roomSession())];
  for (const session of [moved, off]) await booked(ctx, session, 1, stranger(1));
  const content = { ...roomSession(), startsAtLocal: "2027-01-27T15:45", endsAtLocal: "2027-01-27T17:00" };
  const reason = "The hall is needed.";
  const staff = as(ctx, staffMember());
  moveTo("2027-01-13T09:00:00.000Z");
  await remind();
  expect(reminded()).toHaveLength(2);
  await rescheduleSession(staff, moved.sessionId, { basedOn: 1, content, reason });
  await cancelSession(staff, off.sessionId, { basedOn: 1, reason });
  await deliver(ctx);
  moveTo("2027-01-19T10:00:00.000Z");
  expect(await remind()).toBe(0);
  moveTo("2027-01-20T10:00:00.000Z");
  expect(await remind()).toBe(1);
  expect(reminded().slice(2)).toMatchObject([{ kind: "week", session: { startsAtLocal: "2027-01-27T15:45" } }]);
  moveTo("2027-02-20T10:00:00.000Z");
  expect(await remind()).toBe(0);
});

test("a step of a reminder whose session changed meanwhile is refused as overtaken, whatever it says", async () => {
  const session = await putSession(ctx, roomSession());
  const { sessionId } = session;
  moveTo("2027-01-13T09:00:00.000Z");
  expect(await take(ctx, { sessionId, kind: "week", workId: "week-2027-01-01T10:00", step: 1 })).toBe("overtaken");
});

test("a run costs two requests while nothing is due, whatever is published", async () => {
  for (let more = 0; more < 10; more++) await putSession(ctx, roomSession());
  ctx.table.meter.reset();
  await remindDelegates(ctx);
  expect(ctx.table.meter.requests).toBeLessThanOrEqual(2);
});
