import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { factsOfAppointment, ofAppointment } from "../clinics/appointment-events.ts";
import { expertsAppointment } from "../clinics/own-appointment.ts";
import { appointmentPut, wordsKey, wordsPut } from "../keys/appointment.ts";
import { type Appointment, AppointmentWords } from "../schema/appointment.ts";
import { endAppointment } from "./end-appointment.ts";

export interface Answer {
  readonly answer: "approve" | "decline";
  /** To whoever asked; said on their page, never in an event. */
  readonly reply?: string | undefined;
}

/** The expert or staff answer a request, once: its version decides, and a second answer meets the first one. */
export async function answerAppointment(
  ctx: Ctx,
  appointmentId: string,
  { answer, reply }: Answer,
): Promise<"confirmed" | "declined"> {
  return retryingConflicts(async () => {
    const stored = await expertsAppointment(ctx, appointmentId);
    const wanted = answer === "approve" ? "confirmed" : "declined";
    if (stored.data.status === wanted) return wanted;
    if (stored.data.status !== "requested") throw new Problem("conflict", answeredBefore(stored.data));
    if (answer === "decline") {
      await endAppointment(ctx, stored, { status: "declined", reply });
      return wanted;
    }
    await confirm(ctx, stored, reply);
    return wanted;
  });
}

async function confirm(ctx: Ctx, { data: before, version }: Stored<Appointment>, reply?: string): Promise<void> {
  if (ctx.clock.now() >= before.startsAt) {
    throw new Problem("gone", "This time has come already, and nobody had answered. Agree on another one.");
  }
  const { answerBy: _, ...rest } = before;
  const after: Appointment = { ...rest, status: "confirmed" };
  const words = reply ? await wordsWith(ctx, before.appointmentId, reply) : [];
  const data = { appointment: factsOfAppointment(after) };
  await commit(ctx, {
    put: [appointmentPut(after, version + 1), ...words],
    emit: [ofAppointment(after, (about) => draft(training.clinicConfirmed, data, about))],
  });
}

/** Beside what was asked; where that is gone, an answer says nothing. */
export async function wordsWith(ctx: Ctx, appointmentId: string, reply: string) {
  const words = await ctx.table.get(wordsKey(appointmentId), AppointmentWords, { consistent: true });
  return words ? [wordsPut(appointmentId, { ...words.data, reply }, words.version + 1)] : [];
}

const answeredBefore = ({ status }: Appointment): string =>
  ({
    requested: "",
    confirmed: "Somebody has approved this request already. Cancel the appointment if it cannot take place.",
    over: "This appointment is over.",
    declined: "Somebody has declined this request already. Its time is free again.",
    "not-answered": "Nobody answered this request in time, so its time is free again. Whoever asked has been told.",
    cancelled: "This request was given up before it was answered. Its time is free again.",
  })[status];
