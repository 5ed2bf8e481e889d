import { can } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import type { Appointment } from "../schema/appointment.ts";
import { loadAppointment } from "./read-clinics.ts";

/** Whether somebody acts for themselves or for the expert. */
export type Side = "member" | "expert";

export interface OwnAppointment extends Stored<Appointment> {
  readonly side: Side;
}

const notFound = () => new Problem("not-found", "We cannot find that appointment.");

/** For whoever asked for it, and for the alliance's own people; to anybody else it does not exist. */
export async function ownAppointment(ctx: Ctx, appointmentId: string): Promise<OwnAppointment> {
  const { actor } = ctx;
  if (actor.kind === "anonymous") throw new Problem("not-signed-in", "Please sign in first.");
  const stored = await loadAppointment(ctx, appointmentId);
  if (stored === undefined) throw notFound();
  if (actor.kind === "person" && actor.personId === stored.data.requestedBy) return { ...stored, side: "member" };
  if (can(actor, "training.manage")) return { ...stored, side: "expert" };
  throw notFound();
}
