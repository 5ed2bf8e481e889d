import { Problem } from "@alliance/core";
import type { Ctx, Put, Remove, Stored } from "@alliance/store";
import { busyIn, busyKey, busyPut, ownTimeKey } from "../keys/appointment.ts";
import { type Appointment, BusyStep, OwnTime } from "../schema/appointment.ts";
import { type Clinic, idOfExpert } from "../schema/clinic.ts";
import { overlaps, type Slot, slotsOf, stepsOf } from "./slots-of.ts";

const taken = () =>
  new Problem("conflict", "Somebody else has just asked for that time. Nothing was sent. Please choose another one.");

/** The time as the clinic offers it now; throws where it does not, or not any more. */
export function offeredSlot(clinic: Clinic, startsAt: string, now: string): Slot {
  const slot = slotsOf(clinic, now).find((each) => each.startsAt === startsAt);
  if (slot === undefined) {
    throw new Problem("gone", "That time is not offered any more. Nothing was sent. Please choose another one.");
  }
  return slot;
}

/**
 * Claims each step of a time by its key, put if new: two times of one expert that meet, buffers included, can never both
 * be claimed, whatever clinics they are of. Steps that the same appointment has already stay as they are.
 */
export async function claimTime(ctx: Ctx, appointment: Appointment): Promise<Put[]> {
  const expertId = idOfExpert(appointment);
  const { appointmentId, startsAt, freeAgainAt } = appointment;
  const steps = stepsOf(appointment);
  const found = await busyAt(ctx, expertId, steps);
  if (found.some((step) => step !== undefined && step.data.appointmentId !== appointmentId)) throw taken();
  return steps.map((at, index) => {
    const put = busyPut(expertId, at, { appointmentId, startsAt, freeAgainAt });
    return { ...put, version: (found[index]?.version ?? 0) + 1 };
  });
}

/** Gives back the steps of a time, but for those that are claimed again in the same commit. */
export async function freeTime(ctx: Ctx, appointment: Appointment, claimed: readonly Put[] = []): Promise<Remove[]> {
  const again = new Set(claimed.map(({ key }) => key.sk));
  const found = await busyAt(ctx, idOfExpert(appointment), stepsOf(appointment));
  return found.flatMap((step) =>
    step?.data.appointmentId === appointment.appointmentId && !again.has(step.key.sk)
      ? [{ key: step.key, version: step.version }]
      : [],
  );
}

const busyAt = (
  ctx: Ctx,
  expertId: string,
  steps: readonly string[],
): Promise<readonly (Stored<BusyStep> | undefined)[]> =>
  ctx.table.getMany(
    steps.map((at) => busyKey(expertId, at)),
    BusyStep,
    { consistent: true },
  );

/** Claims the one time that somebody may have in a clinic; one that is over gives way. */
export async function claimOwn(ctx: Ctx, { clinicId, requestedBy, appointmentId, endsAt }: Appointment): Promise<Put> {
  const key = ownTimeKey(clinicId, requestedBy);
  const before = await ctx.table.get(key, OwnTime, { consistent: true });
  if (before && before.data.appointmentId !== appointmentId && before.data.endsAt > ctx.clock.now()) {
    throw new Problem(
      "already-exists",
      "You have a time in this clinic already. Move it or give it up first, so that others find one too.",
    );
  }
  const data = { appointmentId, endsAt };
  return { key, entity: "training.own-time", version: (before?.version ?? 0) + 1, data };
}

export async function freeOwn(ctx: Ctx, { clinicId, requestedBy, appointmentId }: Appointment): Promise<Remove[]> {
  const found = await ctx.table.get(ownTimeKey(clinicId, requestedBy), OwnTime, { consistent: true });
  return found?.data.appointmentId === appointmentId ? [{ key: found.key, version: found.version }] : [];
}

/** As many claims of a month as are looked at; an expert has no more. */
const mostInMonth = 300;

/** What of a clinic's times nobody has claimed. For pages: the claim itself decides. */
export async function freeSlots(ctx: Ctx, clinic: Clinic): Promise<readonly Slot[]> {
  const slots = slotsOf(clinic, ctx.clock.now());
  const months = [...new Set(slots.map(({ startsAt }) => startsAt.slice(0, 7)))];
  const busy = (await Promise.all(months.map((month) => claimsIn(ctx, idOfExpert(clinic), month)))).flat();
  return slots.filter((slot) => !busy.some((claim) => overlaps(slot, claim)));
}

/** What of an expert's time is claimed in a month ("2027-01"), in its order. */
export async function claimsIn(ctx: Ctx, expertId: string, month: string): Promise<readonly BusyStep[]> {
  const found: BusyStep[] = [];
  let cursor: string | undefined;
  do {
    const pattern = { ...busyIn(expertId, month), limit: 100, ...(cursor ? { cursor } : {}) };
    const page = await ctx.table.query(pattern, BusyStep);
    found.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < mostInMonth);
  return found;
}
