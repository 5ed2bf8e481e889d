import { affiliationPut, recognisePerson } from "@alliance/auth";
import { type Actor, londonInstantOf, type PersonActor } from "@alliance/core";
import { commit } from "@alliance/store";
import { as, person, staffMember, system, type TestCtx, testCtx } from "@alliance/testing";
import { organisationId, putSchool } from "../bookings/testing-school.ts";
import { Appointment, type SlotRequest } from "../schema/appointment.ts";
import type { Clinic, ClinicContent, ExpertNamed } from "../schema/clinic.ts";
import { openClinic } from "../use-cases/change-clinic.ts";
import { createClinic } from "../use-cases/create-clinic.ts";
import { requestSlot } from "../use-cases/request-slot.ts";

/** Wednesdays from 15:00 to 17:00 online, half an hour and ten minutes between; answered by hand. */
export const clinicContent = (more: Partial<ClinicContent> = {}): ClinicContent => ({
  title: "Evaluation clinic",
  summary: "Half an hour about what you measure, and what you could leave out.",
  description: "Bring your plan, however rough.",
  subjects: ["governance"],
  format: "online",
  online: { link: "https://meet.example/evaluation" },
  audience: "members",
  weekly: [{ weekday: 3, from: "15:00", to: "17:00" }],
  days: [],
  closedDays: [],
  inSchoolHolidays: false,
  slotMinutes: 30,
  bufferMinutes: 10,
  noticeHours: 24,
  daysAhead: 28,
  mostPeople: 3,
  approval: "by-hand",
  ...more,
});

export const staff = staffMember();

/** A world whose clock stands at ten in the morning of Saturday, 21 November 2026; its school is a member. */
export async function clinicCtx(): Promise<TestCtx> {
  const ctx = testCtx(system("training"));
  await putSchool(ctx, { discountPercent: 30 });
  return ctx;
}

/** Somebody with a name, at the member school unless said otherwise. */
export async function someone(ctx: TestCtx, name: string, isMember = true) {
  const claims = { issuer: "i", subject: name, name, email: `${name.toLowerCase()}@school.example` };
  const personId = await recognisePerson(ctx, claims);
  return person(personId, isMember ? { affiliations: [{ organisationId, role: "colleague" }] } : {});
}

/** As the sign-in would find them: affiliations lie in the table. */
export async function joined(ctx: TestCtx, name: string): Promise<PersonActor> {
  const actor = await someone(ctx, name);
  const [{ organisationId = "" } = {}] = actor.affiliations;
  const put = affiliationPut({ personId: actor.personId, organisationId, role: "colleague", from: "2020-01-01" }, 1);
  await commit(ctx, { put: [put] });
  return actor;
}

export async function putClinic(
  ctx: TestCtx,
  more: Partial<ClinicContent> = {},
  expert: ExpertNamed = { name: "Dr Iris Lowe", email: "iris@university.example" },
): Promise<Clinic> {
  const { clinicId } = await createClinic(as(ctx, staff), { ...clinicContent(more), expert });
  return openClinic(as(ctx, staff), clinicId, "open");
}

/** The first Wednesday, as clocks in London show it. */
export const firstSlot = "2026-11-25T15:00";

export const instantOf = (local: string): string => {
  const instant = londonInstantOf(local);
  if (instant === undefined) throw new Error(`clocks in London never show ${local}`);
  return instant;
};

export const wishFor = (clinic: Clinic, local = firstSlot, more: Partial<SlotRequest> = {}): SlotRequest => ({
  clinicId: clinic.clinicId,
  startsAt: instantOf(local),
  organisationId,
  people: 2,
  about: "Our questionnaire is too long.",
  colleagues: "Bea Finch",
  ...more,
});

export const asked = (ctx: TestCtx, actor: Actor, clinic: Clinic, local = firstSlot): Promise<Appointment> =>
  requestSlot(as(ctx, actor), wishFor(clinic, local));

export const appointmentIn = (ctx: TestCtx, appointmentId: string): Appointment =>
  Appointment.parse(ctx.table.items.get(`appointment#${appointmentId}\nappointment`)?.data);

/** Steps of experts' time that are claimed, by the appointment that has them. */
export function claimedSteps(ctx: TestCtx): Map<string, string[]> {
  const steps = [...ctx.table.items.values()].filter(({ sk }) => sk.startsWith("busy#"));
  const claims = Map.groupBy(steps, ({ data }) => (data as { appointmentId: string }).appointmentId);
  return new Map([...claims].map(([id, items]) => [id, items.map(({ sk }) => sk.slice(5)).sort()]));
}
