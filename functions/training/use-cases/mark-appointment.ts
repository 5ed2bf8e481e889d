import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { ofAppointment } from "../clinics/appointment-events.ts";
import { loadAppointment } from "../clinics/read-clinics.ts";
import { appointmentPut } from "../keys/appointment.ts";
import type { Appointment } from "../schema/appointment.ts";

/** Staff say whether somebody came, once the time has begun; what counts as professional development is told once. */
export async function markAppointment(ctx: Ctx, appointmentId: string, attended: boolean): Promise<Appointment> {
  authorise(ctx.actor, "training.manage");
  return retryingConflicts(async () => {
    const stored = await loadAppointment(ctx, appointmentId);
    if (stored === undefined) throw new Problem("not-found", "We cannot find that appointment.");
    const { data: before, version } = stored;
    if (before.attended === attended) return before;
    if (before.attended === true) throw new Problem("conflict", "It is on their record already that they came.");
    if (before.status !== "confirmed" && before.status !== "over") {
      throw new Problem("conflict", "This appointment was never agreed, or it was cancelled.");
    }
    if (ctx.clock.now() < before.startsAt) throw new Problem("conflict", "This time has not come yet.");
    const after: Appointment = { ...before, status: "over", attended };
    await commit(ctx, { put: [appointmentPut(after, version + 1)], emit: attended ? [attendedEvent(after)] : [] });
    return after;
  });
}

function attendedEvent(appointment: Appointment) {
  const { appointmentId, clinicId, title, requestedBy, organisationId, startsAt, endsAt, startsAtLocal } = appointment;
  const data = {
    ...{ appointmentId, clinicId, title, personId: requestedBy },
    ...(organisationId ? { organisationId } : {}),
    minutes: Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000),
    attendedOn: startsAtLocal.slice(0, 10),
  };
  return ofAppointment(appointment, (about) => draft(training.clinicAttended, data, about));
}
