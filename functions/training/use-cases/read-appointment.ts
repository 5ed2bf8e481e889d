import { authorise, can } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { freeSlots } from "../clinics/claim-time.ts";
import { expertsAppointment, ownAppointment, type Side } from "../clinics/own-appointment.ts";
import { currentClinic, expertName, loadAppointment, namesOf } from "../clinics/read-clinics.ts";
import type { Slot } from "../clinics/slots-of.ts";
import { appointmentsOf, type DeskList, deskLists, wordsKey } from "../keys/appointment.ts";
import { Appointment, AppointmentWords, isLive } from "../schema/appointment.ts";
import type { Clinic } from "../schema/clinic.ts";

export interface AppointmentDetails {
  readonly appointment: Appointment;
  readonly side: Side;
  readonly clinic: Clinic;
  readonly expertName: string;
  /** Who asked; absent where their data is gone. */
  readonly askedBy: string | undefined;
  /** Absent once their time to be kept is over. */
  readonly words: AppointmentWords | undefined;
  readonly now: string;
}

/** An appointment for whoever asked for it, and for the alliance's own people. */
export async function readAppointment(ctx: Ctx, appointmentId: string): Promise<AppointmentDetails> {
  const { data, side } = await ownAppointment(ctx, appointmentId);
  return detailsOf(ctx, data, side);
}

async function detailsOf(ctx: Ctx, appointment: Appointment, side: Side): Promise<AppointmentDetails> {
  const { appointmentId, clinicId, expert, requestedBy } = appointment;
  const [clinic, names, words] = await Promise.all([
    currentClinic(ctx, clinicId),
    namesOf(ctx, [expert, { personId: requestedBy }]),
    ctx.table.get(wordsKey(appointmentId), AppointmentWords),
  ]);
  const now = ctx.clock.now();
  return {
    ...{ appointment, side, clinic: clinic.data, now },
    expertName: expertName(names, appointment),
    askedBy: names.get(requestedBy),
    words: words && words.data.keptUntil > now ? words.data : undefined,
  };
}

/** Where an appointment could move to. */
export async function readOtherSlots(ctx: Ctx, appointmentId: string): Promise<AppointmentDetails & Free> {
  const details = await readAppointment(ctx, appointmentId);
  const noticeHours = details.side === "expert" ? 0 : details.clinic.noticeHours;
  return { ...details, slots: await freeSlots(ctx, { ...details.clinic, noticeHours }) };
}
interface Free {
  readonly slots: readonly Slot[];
}

/** The same for staff who look on: an assessor or the finance team sees the time, and nothing of what was written. */
export async function readDeskAppointment(ctx: Ctx, appointmentId: string): Promise<AppointmentDetails & Free> {
  authorise(ctx.actor, "training.read-any");
  const found = await loadAppointment(ctx, appointmentId);
  if (found === undefined) throw new Problem("not-found", "We cannot find that appointment.");
  const { words, ...rest } = await withSlots(ctx, found.data);
  return { ...rest, words: can(ctx.actor, "training.manage") ? words : undefined };
}

/** The same for the expert whose time it is. */
export async function readExpertAppointment(ctx: Ctx, appointmentId: string): Promise<AppointmentDetails & Free> {
  return withSlots(ctx, (await expertsAppointment(ctx, appointmentId)).data);
}

async function withSlots(ctx: Ctx, appointment: Appointment): Promise<AppointmentDetails & Free> {
  const details = await detailsOf(ctx, appointment, "expert");
  const isToChange = isLive(appointment.status) && details.now < appointment.startsAt;
  return { ...details, slots: isToChange ? await freeSlots(ctx, { ...details.clinic, noticeHours: 0 }) : [] };
}

export interface ListedAppointment {
  readonly appointment: Appointment;
  readonly expertName: string;
  readonly askedBy: string | undefined;
}

export interface AppointmentPage {
  readonly items: readonly ListedAppointment[];
  readonly cursor?: string;
}

interface Asked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Somebody's own, the latest time first. */
export async function listOwnAppointments(ctx: Ctx, asked: Asked): Promise<AppointmentPage> {
  authorise(ctx.actor, "training.book");
  return pageOf(ctx, appointmentsOf(personOf(ctx).personId), asked);
}

/** What waits for staff, what is to come, or what is over and not marked. */
export async function listDeskAppointments(ctx: Ctx, list: DeskList, asked: Asked): Promise<AppointmentPage> {
  authorise(ctx.actor, "training.read-any");
  return pageOf(ctx, deskLists[list], asked);
}

async function pageOf(
  ctx: Ctx,
  pattern: ReturnType<typeof appointmentsOf>,
  { limit, cursor }: Asked,
): Promise<AppointmentPage> {
  const found = await ctx.table.query({ ...pattern, limit, ...(cursor ? { cursor } : {}) }, Appointment);
  const items = await listed(
    ctx,
    found.items.map(({ data }) => data),
  );
  return { items, ...(found.cursor ? { cursor: found.cursor } : {}) };
}

/** With the names of both sides, two requests however many. */
export async function listed(ctx: Ctx, all: readonly Appointment[]): Promise<readonly ListedAppointment[]> {
  const names = await namesOf(
    ctx,
    all.flatMap(({ expert, requestedBy }) => [expert, { personId: requestedBy }]),
  );
  return all.map((appointment) => ({
    appointment,
    expertName: expertName(names, appointment),
    askedBy: names.get(appointment.requestedBy),
  }));
}
