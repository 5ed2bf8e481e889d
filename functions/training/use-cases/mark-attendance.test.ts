import { as, person, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, it, test } from "vitest";
import { type Day, moveTo, theDay, trainer } from "../attendance/testing-day.ts";
import { booker } from "../bookings/testing-school.ts";
import { deliver, eventsOf } from "../bookings/testing-world.ts";
import type { Mark } from "../schema/attendance.ts";
import { putSession, roomSession } from "../test-world.ts";
import { closeRegister } from "./close-register.ts";
import { listRegisters } from "./list-registers.ts";
import { markAttendance } from "./mark-attendance.ts";
import { nameDelegates } from "./name-delegates.ts";
import { nameTrainer } from "./name-trainer.ts";
import { readRegister } from "./read-register.ts";

let day: Day;
beforeEach(async () => {
  day = await theDay();
});

let taps = 0;
const tap = (place: number, mark: Mark, { actor = trainer, secondsAgo = 0, tapId = `tap-0000${taps++}` } = {}) => {
  const placeId = day.placeIds[place] ?? "";
  return markAttendance(as(day.ctx, actor), day.session.sessionId, [{ placeId, mark, tapId, secondsAgo }]);
};
const register = () => readRegister(as(day.ctx, trainer), day.session.sessionId);
const marksNow = async () => {
  const { rows } = await register();
  return day.placeIds.map((placeId) => rows.find((row) => row.placeId === placeId)?.mark);
};
const close = () => closeRegister(as(day.ctx, trainer), day.session.sessionId);
const told = (type: string) =>
  eventsOf(day.ctx, type).map(({ data }) => day.placeIds.indexOf((data as { placeId: string }).placeId));

test("whoever was marked as there keeps their place: the booker names nobody else for it, and still somebody where the name was to follow", async () => {
  await tap(1, "present");
  await tap(2, "present");
  const name = (place: number, email: string) => ({
    placeId: day.placeIds[place] ?? "",
    who: { name: "Zed Late", email },
  });
  const { bookingId } = day.booking;
  const byBooker = as(day.ctx, booker);
  await expect(nameDelegates(byBooker, { bookingId, delegates: [name(1, "zed@example.org")] })).rejects.toMatchObject({
    code: "invalid-input",
    errors: [{ field: day.placeIds[1] }],
  });
  await nameDelegates(byBooker, { bookingId, delegates: [name(0, "zed@example.org"), name(2, "una@example.org")] });
  const { rows } = await register();
  expect(rows.map((row) => [row.name, row.mark])).toEqual([
    ["Ben Delegate", "present"],
    ["Zed Late", undefined],
    ["Zed Late", "present"],
  ]);
});

describe("the register", () => {
  it("shows who was marked, by whom and when, and counts them", async () => {
    await tap(0, "present");
    await tap(1, "late", { actor: staffMember(), secondsAgo: 60 });
    const { rows, counts } = await register();
    expect(counts).toEqual({ present: 1, late: 1, absent: 0, unmarked: 1 });
    expect(rows.map(({ name, mark, markedBy, markedAt }) => [name, mark, markedBy, markedAt?.slice(11, 16)])).toEqual([
      ["Ada Booker", "present", "Tess Trainer", "16:15"],
      ["Ben Delegate", "late", "Somebody we no longer know", "16:14"],
      [undefined, undefined, undefined, undefined],
    ]);
  });

  it("two who mark at once lose nothing of each other", async () => {
    const marks: readonly Mark[] = ["present", "late", "absent"];
    await Promise.all(marks.flatMap((mark, place) => [tap(place, mark), tap(place, mark, { actor: staffMember() })]));
    expect(await marksNow()).toEqual(marks);
  });

  it("of two taps on one place the later stands, however late it arrives", async () => {
    await tap(0, "present", { secondsAgo: 30 });
    expect(await tap(0, "absent", { actor: staffMember(), secondsAgo: 600 })).toMatchObject([
      { outcome: "overtaken", mark: "present" },
    ]);
    expect(await marksNow()).toEqual(["present", undefined, undefined]);
  });

  it("a tap that is sent again changes nothing, whatever came in between", async () => {
    await tap(0, "present", { tapId: "tap-again-1" });
    await tap(0, "absent", { actor: staffMember() });
    expect(await tap(0, "present", { tapId: "tap-again-1" })).toMatchObject([{ outcome: "saved", mark: "absent" }]);
    expect(await marksNow()).toEqual(["absent", undefined, undefined]);
  });

  it("is refused to others, on the days before, of another session's place, and of a cancelled session", async () => {
    await expect(tap(0, "present", { actor: booker })).rejects.toMatchObject({ code: "not-found" });
    await expect(tap(0, "present", { actor: person() })).rejects.toMatchObject({ code: "not-found" });
    const mark = { placeId: "bkg_01KAK3F0Q8J5W2M7X9B4C6D8EF-1", mark: "present", tapId: "tap-none-1", secondsAgo: 0 };
    expect(await markAttendance(as(day.ctx, trainer), day.session.sessionId, [mark as never])).toEqual([
      { placeId: mark.placeId, outcome: "gone" },
    ]);
    moveTo(day.ctx, "2027-01-19T22:00:00.000Z");
    await expect(tap(0, "present")).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("closing the register", () => {
  it("tells of everybody who was there, once, and of nobody else", async () => {
    await tap(0, "present");
    await tap(1, "late");
    await close();
    await close();
    await deliver(day.ctx);
    await deliver(day.ctx);
    expect(told("session-attended")).toEqual([0, 1]);
    expect(told("attendance-corrected")).toEqual([]);
    expect(eventsOf(day.ctx, "register-closed")).toHaveLength(1);
    expect(eventsOf(day.ctx, "session-attended")[0]?.data).toMatchObject({
      delegate: { personId: booker.personId },
      ...{ hours: 1.25, attendedOn: "2027-01-20" },
    });
    expect(JSON.stringify(eventsOf(day.ctx, "session-attended"))).not.toMatch(/Ada|Ben|example\.org/);
  });

  it("a correction afterwards is told at once, in both directions, and each once", async () => {
    await tap(0, "present");
    await close();
    await deliver(day.ctx);
    await tap(0, "absent");
    await tap(1, "present");
    expect(told("attendance-corrected")).toEqual([0]);
    expect(told("session-attended")).toEqual([0, 1]);
    await tap(0, "late");
    await tap(0, "present");
    expect(told("session-attended")).toEqual([0, 1, 0]);
  });

  it("a mark that meets the closing is told in the one way or the other, never twice and never not", async () => {
    await Promise.all([close().then(() => deliver(day.ctx)), tap(0, "present"), tap(1, "present")]);
    await deliver(day.ctx);
    expect([...told("session-attended")].sort()).toEqual([0, 1]);
    expect(told("attendance-corrected")).toEqual([]);
  });

  it("is refused before the session began, and to who does not run it", async () => {
    await expect(closeRegister(as(day.ctx, booker), day.session.sessionId)).rejects.toMatchObject({
      code: "not-found",
    });
    moveTo(day.ctx, "2027-01-20T15:00:00.000Z");
    await expect(close()).rejects.toMatchObject({ code: "conflict" });
  });
});

test("a register is read only by who may mark it", async () => {
  await expect(readRegister(as(day.ctx, booker), day.session.sessionId)).rejects.toMatchObject({ code: "not-found" });
});

test("what somebody runs is listed, what is closed last; nothing is told to who is not signed in", async () => {
  const staff = as(day.ctx, staffMember());
  const later = await putSession(
    staff,
    roomSession(3, { title: "Another afternoon", startsAtLocal: "2027-01-21T15:45", endsAtLocal: "2027-01-21T17:00" }),
  );
  await nameTrainer(staff, later.sessionId, "tess@example.org");
  await close();
  const own = await listRegisters(as(day.ctx, trainer));
  expect(own.registers.map(({ session, isClosed }) => [session.title, isClosed])).toEqual([
    ["Another afternoon", false],
    [day.session.title, true],
  ]);
  await expect(listRegisters({ ...day.ctx, actor: { kind: "anonymous" } })).rejects.toMatchObject({
    code: "not-signed-in",
  });
});
