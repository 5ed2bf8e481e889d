import { draft, type EventDraft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, type Stored } from "@alliance/store";
import { factsOfAppointment, ofAppointment } from "../clinics/appointment-events.ts";
import { freeOwn, freeTime } from "../clinics/claim-time.ts";
import type { Side } from "../clinics/own-appointment.ts";
import { appointmentPut, wordsKey, wordsPut } from "../keys/appointment.ts";
import { type Appointment, AppointmentWords } from "../schema/appointment.ts";

export interface Ending {
  readonly status: "declined" | "not-answered" | "cancelled";
  readonly by?: Side | undefined;
  readonly reply?: string | undefined;
}

/**
 * Ends what was asked or agreed, and frees its time, in one commit. What was asked is not needed any more and goes; a reply
 * stays for a month.
 */
export async function endAppointment(ctx: Ctx, stored: Stored<Appointment>, ending: Ending): Promise<Appointment> {
  const { data: before, version } = stored;
  const { appointmentId } = before;
  const wasConfirmed = before.status === "confirmed";
  const [steps, own, words] = await Promise.all([
    freeTime(ctx, before),
    freeOwn(ctx, before),
    ctx.table.get(wordsKey(appointmentId), AppointmentWords, { consistent: true }),
  ]);
  const { answerBy: _, ...rest } = before;
  const after: Appointment = {
    ...rest,
    status: ending.status,
    ...(ending.by ? { cancelledBy: ending.by } : {}),
    calendarSequence: before.calendarSequence + (wasConfirmed ? 1 : 0),
  };
  const { reply } = ending;
  const forgotten = words && !reply ? [{ key: words.key, version: words.version }] : [];
  await commit(ctx, {
    put: [
      appointmentPut(after, version + 1),
      ...(words && reply ? [wordsPut(appointmentId, { ...words.data, about: "", reply }, words.version + 1)] : []),
    ],
    remove: [...steps, ...own, ...forgotten],
    emit: [ofAppointment(after, (about) => endedEvent(after, ending, wasConfirmed, about))],
  });
  return after;
}

function endedEvent(
  after: Appointment,
  { status, by = "member" }: Ending,
  wasConfirmed: boolean,
  about: string | undefined,
): EventDraft {
  const appointment = factsOfAppointment(after);
  return status === "cancelled"
    ? draft(training.clinicCancelled, { appointment, by, wasConfirmed }, about)
    : draft(training.clinicDeclined, { appointment, because: status }, about);
}
