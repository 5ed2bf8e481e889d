import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { ofAppointment } from "../clinics/appointment-events.ts";
import { expertsAppointment } from "../clinics/own-appointment.ts";
import { appointmentPut } from "../keys/appointment.ts";
import type { Appointment } from "../schema/appointment.ts";

/**
 * The expert or staff say whether somebody came, once the time has begun, and correct it as they correct a register: what counts as
 * professional development, or does not after all, is told in the same commit.
 */
export async function markAppointment(ctx: Ctx, appointmentId: string, attended: boolean): Promise<Appointment> {
  return retryingConflicts(async () => {
    const { data: before, version } = await expertsAppointment(ctx, appointmentId);
    if (before.attended === attended) return before;
    if (before.status !== "confirmed" && before.status !== "over") {
      throw new Problem("conflict", "This appointment was never agreed, or it was cancelled.");
    }
    if (ctx.clock.now() < before.startsAt) throw new Problem("conflict", "This time has not come yet.");
    const after: Appointment = { ...before, status: "over", attended };
    await commit(ctx, { put: [appointmentPut(after, version + 1)], emit: newsOf(before, after) });
    return after;
  });
}

/** Nothing where it is said for the first time that nobody came. */
function newsOf(before: Appointment, after: Appointment) {
  if (!after.attended && !before.attended) return [];
  const type = after.attended ? training.clinicAttended : training.clinicAttendanceCorrected;
  return [ofAppointment(after, (about) => draft(type, learnedOf(after), about))];
}

function learnedOf(appointment: Appointment) {
  const { appointmentId, clinicId, title, requestedBy, organisationId, startsAt, endsAt, startsAtLocal } = appointment;
  return {
    ...{ appointmentId, clinicId, title, personId: requestedBy },
    ...(organisationId ? { organisationId } : {}),
    minutes: Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000),
    attendedOn: startsAtLocal.slice(0, 10),
  };
}
