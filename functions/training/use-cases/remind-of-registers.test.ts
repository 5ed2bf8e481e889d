import { commit } from "@alliance/store";
import { as, person, staffMember, system } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { type Day, moveTo, theDay, trainer } from "../attendance/testing-day.ts";
import { eventsOf, trainingCtx } from "../bookings/testing-world.ts";
import { openRegisterPut } from "../keys/attendance.ts";
import { registerReminderAt } from "../sessions/reminder-times.ts";
import { browserOf, putSession, roomSession } from "../test-world.ts";
import { closeRegister } from "./close-register.ts";
import { listOpenRegisters } from "./list-open-registers.ts";
import { moveSessionsOn } from "./move-sessions-on.ts";
import { removeTrainer } from "./name-trainer.ts";
import { remindOfRegisters } from "./remind-of-registers.ts";

let day: Day;
beforeEach(async () => {
  day = await theDay();
});

const clock = () => as(day.ctx, system("training"));
const over = async () => {
  moveTo(day.ctx, "2027-01-20T17:05:00.000Z");
  return moveSessionsOn(clock());
};
const remind = () => remindOfRegisters(clock());
const asked = () => eventsOf(day.ctx, "register-left-open").map(({ data }) => data);
const close = () => closeRegister(as(day.ctx, trainer), day.session.sessionId);
const list = () => listOpenRegisters(as(day.ctx, staffMember()));
const waiting = async () => (await list()).open;
const counted = async () => [(await list()).open.length, (await list()).more];

test.each([
  ["2027-01-20T17:00", "2027-01-21T09:00:00.000Z"],
  ["2027-01-22T17:00", "2027-01-25T09:00:00.000Z"],
  ["2027-03-25T17:00", "2027-04-12T08:00:00.000Z"],
])("after a session that ends at %s the reminder is due at %s: nine in London, on a school day", (endsAtLocal, due) => {
  expect(registerReminderAt({ endsAtLocal })).toBe(due);
});

test("the trainer is asked once, in the morning after, and staff see it until it is closed", async () => {
  await over();
  expect(await waiting()).toMatchObject([{ session: { title: day.session.title }, remindedAt: undefined }]);
  expect(await remind()).toEqual({ reminded: 0 });
  moveTo(day.ctx, "2027-01-21T09:00:00.000Z");
  expect([await remind(), await remind()]).toEqual([{ reminded: 1 }, { reminded: 0 }]);
  expect(asked()).toMatchObject([{ askedOf: [trainer.personId], session: { sessionId: day.session.sessionId } }]);
  expect(await waiting()).toMatchObject([{ remindedAt: "2027-01-21T09:00:00.000Z" }]);
  await close();
  expect(await waiting()).toEqual([]);
});

test("whoever built the session is asked where nobody was named to run it", async () => {
  await removeTrainer(as(day.ctx, staffMember()), day.session.sessionId, trainer.personId);
  await over();
  moveTo(day.ctx, "2027-01-21T09:00:00.000Z");
  await remind();
  expect(asked()).toMatchObject([{ askedOf: [day.session.createdBy] }]);
});

test("nobody is asked for a register that was closed in time, before the end or after it, or that has nobody in it", async () => {
  await close();
  await over();
  expect(await waiting()).toEqual([]);
  await putSession(day.ctx, roomSession(3));
  expect(await moveSessionsOn(clock())).toMatchObject({ completed: 1 });
  moveTo(day.ctx, "2027-01-25T09:00:00.000Z");
  expect(await remind()).toEqual({ reminded: 0 });
  expect([await waiting(), asked()]).toEqual([[], []]);
});

test("two runs at once ask once; closing at the moment of the end or of the reminder leaves nothing that waits", async () => {
  moveTo(day.ctx, "2027-01-20T17:05:00.000Z");
  const other = await theDay();
  await Promise.all([moveSessionsOn(clock()), close()]);
  expect(await waiting()).toEqual([]);
  day = other;
  await over();
  moveTo(day.ctx, "2027-01-21T09:00:00.000Z");
  await Promise.all([remind(), remind(), close()]);
  expect(asked().length).toBeLessThanOrEqual(1);
  expect(await waiting()).toEqual([]);
});

test("twenty are listed, and that more wait behind them is said", async () => {
  const opened = (of: string) => openRegisterPut({ sessionId: of, endedAt, remindAt: endedAt }, 1);
  const endedAt = "2027-01-19T17:00:00.000Z";
  for (let made = 0; made < 20; made++) {
    const { sessionId } = await putSession(day.ctx, roomSession(3), { status: "completed" });
    await commit(day.ctx, { put: [opened(sessionId)] });
  }
  expect(await counted()).toEqual([20, false]);
  await over();
  expect(await counted()).toEqual([20, true]);
  const { text } = await (await browserOf(day.ctx, staffMember())).get("/console/training");
  expect(text).toContain("More registers wait: these are the 20 that have waited longest");
});

test("what waits is refused to members", async () => {
  await expect(listOpenRegisters(as(trainingCtx(), person("per_01KAK3F0Q8J5W2M7X9B4C6D8ZZ")))).rejects.toMatchObject({
    code: "not-allowed",
  });
});
