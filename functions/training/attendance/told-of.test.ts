import { as, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { booker } from "../bookings/testing-school.ts";
import { bookingOf, deliver, eventsOf } from "../bookings/testing-world.ts";
import { closeRegister, tellAttendance } from "../use-cases/close-register.ts";
import { markAttendance } from "../use-cases/mark-attendance.ts";
import { nameDelegates } from "../use-cases/name-delegates.ts";
import { type Day, theDay, trainer } from "./testing-day.ts";

let day: Day;
beforeEach(async () => {
  day = await theDay();
});

const close = () => closeRegister(as(day.ctx, trainer), day.session.sessionId);
const mark = (ctx: TestCtx, secondsAgo = 0) =>
  markAttendance(as(ctx, trainer), day.session.sessionId, [
    { placeId: day.placeIds[1], mark: "present", tapId: "tap-30001", secondsAgo },
  ]);
const sendZed = () =>
  nameDelegates(as(day.ctx, booker), {
    bookingId: day.booking.bookingId,
    delegates: [{ placeId: day.placeIds[1], who: { name: "Zed Late", email: "zed@example.org" } }],
  });
const nowOn = () => bookingOf(day.ctx, day.booking.bookingId).places[1]?.delegate;
const told = () => eventsOf(day.ctx, "session-attended").map(({ data }) => data.delegate);

/** The same world, in which something happens just before its first commit. */
function before(happens: () => Promise<unknown>): TestCtx {
  let isOver = false;
  const commit: TestCtx["table"]["commit"] = async (change, origin) => {
    if (!isOver) {
      isOver = true;
      await happens();
    }
    return day.ctx.table.commit(change, origin);
  };
  return { ...day.ctx, table: Object.assign(Object.create(day.ctx.table) as TestCtx["table"], { commit }) };
}

test("a mark after the register was closed tells of whoever has the place by then, not of whom the booker replaced", async () => {
  await close();
  await deliver(day.ctx);
  await mark(before(sendZed));
  expect(told()).toEqual([nowOn()]);
});

test("closing tells of whoever has the place by then, where they were replaced and marked in between", async () => {
  await close();
  const [event] = eventsOf(day.ctx, "register-closed");
  // A tap that was kept from before the register was closed, and a place that changes hands.
  const teller = before(async () => {
    await sendZed();
    await mark(day.ctx);
  });
  await tellAttendance(teller, event as never);
  expect(told()).toEqual([nowOn()]);
  await deliver(day.ctx);
  expect(told()).toEqual([nowOn()]);
});

test("a mark that was on its way while the register was closed is told with the name of that moment", async () => {
  await mark(
    before(async () => {
      await close();
      await sendZed();
    }),
  );
  await deliver(day.ctx);
  expect(told()).toEqual([nowOn()]);
});
