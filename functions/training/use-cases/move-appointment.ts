import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { factsOfAppointment, ofAppointment } from "../clinics/appointment-events.ts";
import { claimOwn, claimTime, freeTime, offeredSlot } from "../clinics/claim-time.ts";
import { ownAppointment, type Side } from "../clinics/own-appointment.ts";
import { currentClinic } from "../clinics/read-clinics.ts";
import type { Slot } from "../clinics/slots-of.ts";
import { appointmentPut } from "../keys/appointment.ts";
import { type Appointment, isLive } from "../schema/appointment.ts";
import type { Clinic } from "../schema/clinic.ts";
import { answerByOf, assertEntitled, assertOpen } from "./request-slot.ts";

/**
 * Takes another free time and gives the old one back, both in one commit. What the expert's side moves is agreed; what
 * a member moves is asked for again where the clinic answers by hand.
 */
export const moveAppointment = (ctx: Ctx, appointmentId: string, startsAt: string): Promise<Appointment> =>
  retryingConflicts(async () => {
    const { side, ...stored } = await ownAppointment(ctx, appointmentId);
    const { data: before } = stored;
    if (before.startsAt === startsAt) return before;
    const now = ctx.clock.now();
    assertMovable(before, now);
    const { data: clinic } = await currentClinic(ctx, before.clinicId);
    const slot = offeredSlot(side === "expert" ? { ...clinic, noticeHours: 0 } : clinic, startsAt, now);
    const after = moved(before, slot, { side, clinic }, now);
    if (side === "member") await assertStillOffered(ctx, clinic, after);
    await commitMove(ctx, stored, after, side);
    return after;
  });

function assertMovable({ status, startsAt }: Appointment, now: string): void {
  if (!isLive(status)) throw new Problem("conflict", "This appointment came to an end. Ask for a new time instead.");
  if (now >= startsAt) throw new Problem("gone", "This time has come: it cannot be moved now.");
}

async function assertStillOffered(ctx: Ctx, clinic: Clinic, after: Appointment): Promise<void> {
  assertOpen(clinic);
  await assertEntitled(ctx, clinic, after);
}

interface By {
  readonly side: Side;
  readonly clinic: Clinic;
}

function moved(before: Appointment, slot: Slot, { side, clinic }: By, now: string): Appointment {
  const { answerBy: _, ...rest } = before;
  const isAgreed = side === "expert" || clinic.approval === "automatic";
  return {
    ...rest,
    ...slot,
    calendarSequence: before.calendarSequence + 1,
    ...(isAgreed
      ? { status: "confirmed" as const }
      : { status: "requested" as const, answerBy: answerByOf(slot.startsAt, now) }),
  };
}

async function commitMove(
  ctx: Ctx,
  { data: before, version }: Stored<Appointment>,
  after: Appointment,
  by: Side,
): Promise<void> {
  const steps = await claimTime(ctx, after);
  const [freed, own] = await Promise.all([freeTime(ctx, before, steps), claimOwn(ctx, after)]);
  const { startsAtLocal, endsAtLocal } = before;
  const data = {
    ...{ appointment: factsOfAppointment(after), formerly: { startsAtLocal, endsAtLocal }, by },
    wasConfirmed: before.status === "confirmed",
    ...(after.answerBy ? { answerBy: after.answerBy } : {}),
  };
  await commit(ctx, {
    put: [appointmentPut(after, version + 1), own, ...steps],
    remove: freed,
    emit: [ofAppointment(after, (about) => draft(training.clinicMoved, data, about))],
  });
}
