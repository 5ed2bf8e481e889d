import type { EventDraft } from "@alliance/events";
import type { AppointmentFacts } from "@alliance/events/training";
import { appointmentPk } from "../keys/appointment.ts";
import type { Appointment } from "../schema/appointment.ts";

/** What events, and so letters, may say of an appointment: ids, its time and its place. */
export function factsOfAppointment(appointment: Appointment): AppointmentFacts {
  const { appointmentId, clinicId, title, format, venue, expert, answeredBy, requestedBy } = appointment;
  const { startsAtLocal, endsAtLocal, startsAt, endsAt, calendarSequence, people } = appointment;
  const { organisationId, organisationName } = appointment;
  return {
    ...{ appointmentId, clinicId, title, format, expert, answeredBy, requestedBy, organisationName, people },
    ...{ startsAtLocal, endsAtLocal, startsAt, endsAt, calendarSequence },
    ...(venue ? { venue } : {}),
    ...(organisationId ? { organisationId } : {}),
  };
}

/** Beside its appointment, and on the timeline of its organisation. */
export const ofAppointment = (
  { appointmentId, organisationId }: Pick<Appointment, "appointmentId" | "organisationId">,
  event: (about: string | undefined) => EventDraft,
) => ({ pk: appointmentPk(appointmentId), event: event(organisationId) });
