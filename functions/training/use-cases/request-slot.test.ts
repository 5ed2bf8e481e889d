import { as, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { eventsOf } from "../bookings/testing-world.ts";
import {
  appointmentIn,
  asked,
  claimedSteps,
  clinicContent,
  clinicCtx,
  firstSlot,
  instantOf,
  putClinic,
  someone,
  staff,
  wishFor,
} from "../clinics/testing-clinic.ts";
import type { Clinic } from "../schema/clinic.ts";
import { cancelAppointment } from "./cancel-appointment.ts";
import { changeClinic, openClinic } from "./change-clinic.ts";
import { createClinic } from "./create-clinic.ts";
import { browseClinics, listClinics } from "./list-clinics.ts";
import { readClinic } from "./read-clinic.ts";
import { requestSlot } from "./request-slot.ts";

let ctx: TestCtx;
let clinic: Clinic;
let member: Awaited<ReturnType<typeof someone>>;
beforeEach(async () => {
  ctx = await clinicCtx();
  clinic = await putClinic(ctx);
  member = await someone(ctx, "Ada");
});

const freeAt = async () => (await readClinic(ctx, clinic.clinicId)).slots.map(({ startsAtLocal }) => startsAtLocal);

test("a request claims its time while it waits, and says until when it is answered: two school days", async () => {
  const before = await freeAt();
  const appointment = await asked(ctx, member, clinic);
  expect(appointment).toMatchObject({ status: "requested", startsAt: instantOf(firstSlot), people: 2 });
  expect(appointment.answerBy).toBe("2026-11-24T17:00:00.000Z");
  expect(await freeAt()).toEqual(before.filter((local) => local !== firstSlot));
  expect(claimedSteps(ctx).get(appointment.appointmentId)).toHaveLength(8);
  const events = eventsOf(ctx, "clinic-requested");
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events)).not.toMatch(/questionnaire|Bea|Ada|Iris/);
});

test("where the clinic says so it is agreed at once", async () => {
  const automatic = await putClinic(ctx, {
    approval: "automatic",
    days: [],
    weekly: [{ weekday: 4, from: "09:00", to: "10:00" }],
  });
  const appointment = await asked(ctx, member, automatic, "2026-11-26T09:00");
  expect(appointment).toMatchObject({ status: "confirmed" });
  expect(appointment).not.toHaveProperty("answerBy");
  expect(eventsOf(ctx, "clinic-confirmed")).toHaveLength(1);
});

test("of a hundred who ask for the same time at once one has it, and the others are told", async () => {
  const people = await Promise.all(Array.from({ length: 100 }, (_, number) => someone(ctx, `Person${number}`)));
  const outcomes = await Promise.allSettled(people.map((each) => asked(ctx, each, clinic)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refusals = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
  expect(new Set(refusals)).toEqual(new Set(["conflict"]));
  expect(claimedSteps(ctx).size).toBe(1);
  expect(eventsOf(ctx, "clinic-requested")).toHaveLength(1);
});

test("two clinics of one expert whose times meet, be it by a buffer, never both have theirs", async () => {
  const mine = await putClinic(ctx, {}, "me");
  const other = await putClinic(
    ctx,
    { title: "Funding clinic", weekly: [{ weekday: 3, from: "15:30", to: "16:00" }] },
    "me",
  );
  await asked(ctx, member, mine);
  const theirs = await someone(ctx, "Cy");
  await expect(asked(ctx, theirs, other, "2026-11-25T15:30")).rejects.toMatchObject({ code: "conflict" });
  expect((await readClinic(ctx, other.clinicId)).slots[0]?.startsAtLocal).toBe("2026-12-02T15:30");
});

describe("is refused, and nothing is written", () => {
  const refused = async (input: Partial<Parameters<typeof requestSlot>[1]>, who = member) => {
    const before = ctx.table.items.size;
    const outcome = await requestSlot(as(ctx, who), { ...wishFor(clinic), ...input }).catch((error) => error);
    expect(ctx.table.items.size).toBe(before);
    return [outcome.code, outcome.message];
  };

  test("a time that is not offered: in between, in the night, over, too soon", async () => {
    for (const local of ["2026-11-25T15:10", "2026-11-25T03:00", "2026-11-18T15:00", "2027-05-05T15:00"]) {
      expect(await refused({ startsAt: instantOf(local) })).toEqual([
        "gone",
        expect.stringContaining("not offered any more"),
      ]);
    }
    ctx.clock.moveSeconds(3.5 * 86_400);
    expect((await refused({}))[0]).toBe("gone");
  });

  test("somebody without a membership on that day, with the reason", async () => {
    const stranger = await someone(ctx, "Zoe", false);
    const { organisationId: _, ...rest } = wishFor(clinic);
    const outcome = await requestSlot(as(ctx, stranger), { ...rest, organisationName: "Cliff Top" }).catch((e) => e);
    expect([outcome.code, outcome.message]).toEqual([
      "not-allowed",
      expect.stringContaining("no membership covers you"),
    ]);
  });

  test("another organisation's place, too many people, a clinic that is paused or unknown", async () => {
    expect((await refused({ organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" }))[0]).toBe("not-found");
    expect(await refused({ people: 4 })).toEqual(["invalid-input", "At most 3 of you can come."]);
    await openClinic(as(ctx, staff), clinic.clinicId, "paused");
    expect(await refused({})).toEqual(["gone", expect.stringContaining("takes no requests")]);
    expect((await refused({ clinicId: "cli_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" }))[0]).toBe("not-found");
  });

  test("a second time for the same person, until the first one is given up or over", async () => {
    const first = await asked(ctx, member, clinic);
    expect((await refused({ startsAt: instantOf("2026-12-02T15:00") }))[0]).toBe("already-exists");
    await cancelAppointment(as(ctx, member), first.appointmentId);
    const second = await asked(ctx, member, clinic);
    ctx.clock.moveSeconds(6 * 86_400);
    const third = await asked(ctx, member, clinic, "2026-12-02T15:00");
    expect(appointmentIn(ctx, third.appointmentId).status).toBe("requested");
    expect(second.appointmentId).not.toBe(third.appointmentId);
  });
});

describe("a clinic", () => {
  test("is staff's until it is opened, and shows neither link nor address of anybody", async () => {
    const made = await createClinic(as(ctx, staff), { ...clinicContent({ title: "A draft" }), expert: "me" });
    await expect(readClinic(as(ctx, member), made.clinicId)).rejects.toMatchObject({ code: "not-found" });
    const page = { limit: 24 };
    expect((await browseClinics(ctx, page)).clinics.map(({ clinic: { title } }) => title)).toEqual([
      "Evaluation clinic",
    ]);
    expect((await listClinics(as(ctx, staff), page)).clinics).toHaveLength(2);
    const open = await readClinic(ctx, clinic.clinicId);
    expect(open.expertName).toBe("Dr Iris Lowe");
    expect(JSON.stringify(open)).not.toMatch(/meet\.example|iris@/);
    await expect(listClinics(as(ctx, member), page)).rejects.toMatchObject({ code: "not-allowed" });
    await expect(createClinic(as(ctx, member), { ...clinicContent(), expert: "me" })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  test("is opened when it has times, once", async () => {
    const empty = await createClinic(as(ctx, staff), { ...clinicContent({ weekly: [] }), expert: "me" });
    await expect(openClinic(as(ctx, staff), empty.clinicId, "open")).rejects.toMatchObject({ code: "conflict" });
    await expect(openClinic(as(ctx, staff), empty.clinicId, "paused")).rejects.toMatchObject({ code: "conflict" });
    await openClinic(as(ctx, staff), clinic.clinicId, "open");
    expect(eventsOf(ctx, "clinic-opened")).toHaveLength(1);
  });

  test("may change at any time, by one editor at once; what was asked for stays as it was offered", async () => {
    const appointment = await asked(ctx, member, clinic);
    const content = clinicContent({ weekly: [{ weekday: 3, from: "15:15", to: "17:00" }], slotMinutes: 60 });
    const changes = [1, 2].map(() => changeClinic(as(ctx, staff), clinic.clinicId, { basedOn: 2, content }));
    const outcomes = await Promise.allSettled(changes);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(changeClinic(as(ctx, staff), clinic.clinicId, { basedOn: 2, content })).rejects.toMatchObject({
      code: "stale",
    });
    expect(appointmentIn(ctx, appointment.appointmentId).endsAtLocal).toBe("2026-11-25T15:30");
    expect((await freeAt())[0]).toBe("2026-12-02T15:15");
  });
});
