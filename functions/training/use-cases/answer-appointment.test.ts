import { as, published, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { eventsOf } from "../bookings/testing-world.ts";
import {
  appointmentIn,
  asked,
  claimedSteps,
  clinicCtx,
  firstSlot,
  instantOf,
  putClinic,
  someone,
  staff,
} from "../clinics/testing-clinic.ts";
import type { Appointment } from "../schema/appointment.ts";
import type { Clinic } from "../schema/clinic.ts";
import { answerAppointment } from "./answer-appointment.ts";
import { cancelAppointment } from "./cancel-appointment.ts";
import { openClinic } from "./change-clinic.ts";
import { markAppointment } from "./mark-appointment.ts";
import { moveAppointment } from "./move-appointment.ts";
import {
  listDeskAppointments,
  listOwnAppointments,
  readAppointment,
  readDeskAppointment,
  readOtherSlots,
} from "./read-appointment.ts";
import { sweepAppointments } from "./sweep-appointments.ts";

let ctx: TestCtx;
let clinic: Clinic;
let member: Awaited<ReturnType<typeof someone>>;
let appointment: Appointment;
const now = () => appointmentIn(ctx, appointment.appointmentId);
const answer = (which: "approve" | "decline", reply?: string) =>
  answerAppointment(as(ctx, staff), appointment.appointmentId, { answer: which, reply });

beforeEach(async () => {
  ctx = await clinicCtx();
  clinic = await putClinic(ctx);
  member = await someone(ctx, "Ada");
  appointment = await asked(ctx, member, clinic);
});

const other = "2026-12-02T15:40";

describe("answering a request", () => {
  test("a hundred who approve and decline at once come to one outcome, told once", async () => {
    const answers = Array.from({ length: 100 }, (_, at) => answer(at % 2 ? "approve" : "decline").catch((e) => e.code));
    const outcomes = new Set(await Promise.all(answers));
    const told = [...eventsOf(ctx, "clinic-confirmed"), ...eventsOf(ctx, "clinic-declined")];
    expect(told).toHaveLength(1);
    expect(outcomes).toEqual(new Set([now().status, "conflict"]));
  });

  test("approving keeps the time, and a second approval is the first one", async () => {
    expect(await answer("approve", "See you then")).toBe("confirmed");
    expect(await answer("approve")).toBe("confirmed");
    expect(eventsOf(ctx, "clinic-confirmed")).toHaveLength(1);
    const seen = await readAppointment(as(ctx, member), appointment.appointmentId);
    expect(seen.words?.reply).toBe("See you then");
    expect(claimedSteps(ctx).size).toBe(1);
  });

  test("declining frees the time, keeps the reply alone, and leaves no second answer", async () => {
    await answer("decline", "Please ask for December");
    expect(claimedSteps(ctx).size).toBe(0);
    const seen = await readAppointment(as(ctx, member), appointment.appointmentId);
    expect(seen.words).toMatchObject({ about: "", reply: "Please ask for December" });
    await expect(answer("approve")).rejects.toMatchObject({ code: "conflict" });
    await asked(ctx, await someone(ctx, "Bo"), clinic);
  });

  test("is for staff; a time that has come cannot be approved any more", async () => {
    await expect(
      answerAppointment(as(ctx, member), appointment.appointmentId, { answer: "approve" }),
    ).rejects.toMatchObject({ code: "not-allowed" });
    await expect(
      answerAppointment(as(ctx, staff), "apt_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", { answer: "approve" }),
    ).rejects.toMatchObject({ code: "not-found" });
    ctx.clock.moveSeconds(5 * 86_400);
    await expect(answer("approve")).rejects.toMatchObject({ code: "gone" });
  });

  test("that nobody gives in time ends the request; a sweep twice at once tells it once", async () => {
    ctx.clock.moveSeconds(2 * 86_400);
    expect(await sweepAppointments(ctx)).toEqual({ unanswered: 0, over: 0 });
    ctx.clock.moveSeconds(2 * 86_400);
    await Promise.all([sweepAppointments(ctx), sweepAppointments(ctx)]);
    expect(now().status).toBe("not-answered");
    expect(eventsOf(ctx, "clinic-declined").map(({ data }) => data.because)).toEqual(["not-answered"]);
    expect(claimedSteps(ctx).size).toBe(0);
    await expect(answer("approve")).rejects.toMatchObject({ code: "conflict" });
  });
});

test("what somebody wrote is for staff who answer: finance and assessors see the time alone", async () => {
  const { appointmentId } = appointment;
  expect((await readDeskAppointment(as(ctx, staff), appointmentId)).words?.about).toBeTruthy();
  for (const role of ["finance", "assessor"] as const) {
    const seen = await readDeskAppointment(as(ctx, staffMember(role)), appointmentId);
    expect([seen.appointment.appointmentId, seen.words]).toEqual([appointmentId, undefined]);
  }
});

describe("moving", () => {
  test("a member's move of what is agreed is asked for again, and the old time is free in the same moment", async () => {
    await answer("approve");
    const moved = await moveAppointment(as(ctx, member), appointment.appointmentId, instantOf(other));
    expect(moved).toMatchObject({ status: "requested", startsAtLocal: other, calendarSequence: 1 });
    expect(claimedSteps(ctx).get(appointment.appointmentId)?.[0]).toBe(instantOf(other));
    expect(eventsOf(ctx, "clinic-moved")[0]?.data).toMatchObject({ by: "member", wasConfirmed: true });
    await asked(ctx, await someone(ctx, "Bo"), clinic);
  });

  test("the expert's move is agreed, and needs no notice", async () => {
    const moved = await moveAppointment(as(ctx, staff), appointment.appointmentId, instantOf("2026-11-25T16:20"));
    expect(moved).toMatchObject({ status: "confirmed", startsAtLocal: "2026-11-25T16:20" });
    expect(moved).not.toHaveProperty("answerBy");
    const again = await moveAppointment(as(ctx, staff), appointment.appointmentId, moved.startsAt);
    expect(again).toEqual(moved);
  });

  test("to a time that somebody has is refused, and the old one stays", async () => {
    await asked(ctx, await someone(ctx, "Bo"), clinic, other);
    await expect(moveAppointment(as(ctx, member), appointment.appointmentId, instantOf(other))).rejects.toMatchObject({
      code: "conflict",
    });
    expect(now()).toEqual(appointment);
    expect(
      (await readOtherSlots(as(ctx, member), appointment.appointmentId)).slots.map((each) => each.startsAtLocal),
    ).not.toContain(other);
  });

  test("and cancelling, approving, moving at once leave one outcome whose time is its own", async () => {
    const { appointmentId } = appointment;
    await Promise.allSettled([
      moveAppointment(as(ctx, member), appointmentId, instantOf(other)),
      moveAppointment(as(ctx, staff), appointmentId, instantOf("2026-11-25T16:20")),
      cancelAppointment(as(ctx, member), appointmentId),
      answer("approve"),
    ]);
    const steps = claimedSteps(ctx).get(appointmentId) ?? [];
    if (now().status === "cancelled") expect(steps).toEqual([]);
    else expect([steps[0], steps.length]).toEqual([now().startsAt, 8]);
  });

  test("is refused to strangers, for a paused clinic, and once it is over", async () => {
    const { appointmentId } = appointment;
    const stranger = await someone(ctx, "Zed");
    const move = (who = member) => moveAppointment(as(ctx, who), appointmentId, instantOf(other));
    await expect(move(stranger)).rejects.toMatchObject({ code: "not-found" });
    await openClinic(as(ctx, staff), clinic.clinicId, "paused");
    await expect(move()).rejects.toMatchObject({ code: "gone" });
    await answer("decline");
    await expect(move()).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("giving up", () => {
  test("by the member or by staff frees the time, counts the calendar on, and is told with who did it", async () => {
    await answer("approve");
    await cancelAppointment(as(ctx, staff), appointment.appointmentId, "I am ill");
    expect(now()).toMatchObject({ status: "cancelled", cancelledBy: "expert", calendarSequence: 1 });
    const again = await cancelAppointment(as(ctx, member), appointment.appointmentId);
    expect(again.cancelledBy).toBe("expert");
    expect(eventsOf(ctx, "clinic-cancelled")).toHaveLength(1);
    expect(JSON.stringify(eventsOf(ctx, "clinic-cancelled"))).not.toContain("ill");
    expect(claimedSteps(ctx).size).toBe(0);
  });

  test("is refused once it was declined, once the time has come, and to others", async () => {
    const { appointmentId } = appointment;
    await expect(cancelAppointment(as(ctx, await someone(ctx, "Zed")), appointmentId)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(cancelAppointment(as(ctx, { kind: "anonymous" }), appointmentId)).rejects.toMatchObject({
      code: "not-signed-in",
    });
    await answer("approve");
    ctx.clock.moveSeconds(4.3 * 86_400);
    await expect(cancelAppointment(as(ctx, member), appointmentId)).rejects.toMatchObject({ code: "gone" });
  });
});

describe("after the time", () => {
  beforeEach(async () => {
    await answer("approve");
  });

  test("staff say that somebody came, and their record hears of it once", async () => {
    await expect(markAppointment(as(ctx, staff), appointment.appointmentId, true)).rejects.toMatchObject({
      code: "conflict",
    });
    ctx.clock.moveSeconds(5 * 86_400);
    expect(await sweepAppointments(ctx)).toEqual({ unanswered: 0, over: 1 });
    const lists = () => listDeskAppointments(as(ctx, staff), "to-mark", { limit: 10 });
    expect((await lists()).items.map(({ askedBy, expertName }) => [askedBy, expertName])).toEqual([
      ["Ada", "Dr Iris Lowe"],
    ]);
    await Promise.all([1, 2, 3].map(() => markAppointment(as(ctx, staff), appointment.appointmentId, true)));
    expect(eventsOf(ctx, "clinic-attended").map(({ data }) => data)).toMatchObject([
      { personId: member.personId, minutes: 30, attendedOn: "2026-11-25" },
    ]);
    expect((await lists()).items).toEqual([]);
    await expect(markAppointment(as(ctx, member), appointment.appointmentId, true)).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  test("what they said by mistake they take back, and say again: each is told once, in their order", async () => {
    const { appointmentId } = appointment;
    const mark = (attended: boolean) => markAppointment(as(ctx, staff), appointmentId, attended);
    ctx.clock.moveSeconds(5 * 86_400);
    for (const attended of [false, true, false, false, true]) await mark(attended);
    const told = () => published(ctx).flatMap(({ type }) => /clinic-attend[a-z-]+$/.exec(type)?.[0] ?? []);
    expect(told()).toEqual(["clinic-attended", "clinic-attendance-corrected", "clinic-attended"]);
    await Promise.all([mark(false), mark(false)]);
    expect(told().slice(3)).toEqual(["clinic-attendance-corrected"]);
    await expect(markAppointment(as(ctx, member), appointmentId, true)).rejects.toMatchObject({ code: "not-allowed" });
    expect(appointmentIn(ctx, appointmentId)).toMatchObject({ status: "over", attended: false });
  });

  test("what was written is not shown any more a month later; the appointment stays on the list", async () => {
    expect((await readAppointment(as(ctx, staff), appointment.appointmentId)).words?.about).toContain("questionnaire");
    ctx.clock.moveSeconds(40 * 86_400);
    expect((await readAppointment(as(ctx, staff), appointment.appointmentId)).words).toBeUndefined();
    const own = await listOwnAppointments(as(ctx, member), { limit: 10 });
    expect(own.items.map(({ appointment: { startsAtLocal } }) => startsAtLocal)).toEqual([firstSlot]);
    await expect(listDeskAppointments(as(ctx, member), "to-come", { limit: 10 })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });
});
