import { can } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import type { Appointment } from "../schema/appointment.ts";
import { isExpert } from "./experts.ts";
import { loadAppointment } from "./read-clinics.ts";

/** Whether somebody acts for themselves or for the expert. */
export type Side = "member" | "expert";

export interface OwnAppointment extends Stored<Appointment> {
  readonly side: Side;
}

const notFound = () => new Problem("not-found", "We cannot find that appointment.");

async function found(ctx: Ctx, appointmentId: string): Promise<Stored<Appointment>> {
  if (ctx.actor.kind === "anonymous") throw new Problem("not-signed-in", "Please sign in first.");
  const stored = await loadAppointment(ctx, appointmentId);
  if (stored === undefined) throw notFound();
  return stored;
}

const isMembers = ({ actor }: Ctx, { requestedBy }: Appointment): boolean =>
  actor.kind === "person" && actor.personId === requestedBy;

const isExperts = async (ctx: Ctx, appointment: Appointment): Promise<boolean> =>
  can(ctx.actor, "training.manage") || (await isExpert(ctx, appointment));

/** For whoever asked for it, for its expert, and for the alliance's own people; to anybody else it does not exist. */
export async function ownAppointment(ctx: Ctx, appointmentId: string): Promise<OwnAppointment> {
  const stored = await found(ctx, appointmentId);
  if (isMembers(ctx, stored.data)) return { ...stored, side: "member" };
  if (await isExperts(ctx, stored.data)) return { ...stored, side: "expert" };
  throw notFound();
}

/** For its expert, and for the alliance's own people: whoever asked for it does not answer it. */
export async function expertsAppointment(ctx: Ctx, appointmentId: string): Promise<Stored<Appointment>> {
  const stored = await found(ctx, appointmentId);
  if (await isExperts(ctx, stored.data)) return stored;
  if (isMembers(ctx, stored.data)) throw new Problem("not-allowed", "The expert answers this, or the alliance.");
  throw notFound();
}
