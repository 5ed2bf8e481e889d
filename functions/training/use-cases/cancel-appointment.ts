import { Problem } from "@alliance/core";
import { type Ctx, retryingConflicts } from "@alliance/store";
import { ownAppointment } from "../clinics/own-appointment.ts";
import { type Appointment, isLive } from "../schema/appointment.ts";
import { endAppointment } from "./end-appointment.ts";

/** Whoever asked gives it up, or the expert's side calls it off: until it begins. A second click is the first one again. */
export const cancelAppointment = (ctx: Ctx, appointmentId: string, reply?: string): Promise<Appointment> =>
  retryingConflicts(async () => {
    const { side, ...stored } = await ownAppointment(ctx, appointmentId);
    const { data } = stored;
    if (data.status === "cancelled") return data;
    if (!isLive(data.status)) throw new Problem("conflict", "There is nothing to cancel: this came to an end before.");
    if (ctx.clock.now() >= data.startsAt) throw new Problem("gone", "This time has come: it cannot be cancelled now.");
    return endAppointment(ctx, stored, { status: "cancelled", by: side, ...(side === "expert" ? { reply } : {}) });
  });
