import { authorise, can, organisationCards } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import { grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { freeSlots } from "../clinics/claim-time.ts";
import { currentClinic, expertName, loadAppointment, namesOf } from "../clinics/read-clinics.ts";
import type { Slot } from "../clinics/slots-of.ts";
import { mayAsk } from "../clinics/who-may-ask.ts";
import { ownTimeKey } from "../keys/appointment.ts";
import { type Appointment, OwnTime } from "../schema/appointment.ts";
import type { Clinic } from "../schema/clinic.ts";

/** A clinic as anybody may see it: the link and how to get in are for those with a time alone. */
export type PublicClinic = Omit<Clinic, "online" | "venue"> & {
  readonly venue?: Omit<NonNullable<Clinic["venue"]>, "instructions">;
};

export interface ClinicDetails {
  readonly clinic: PublicClinic;
  readonly expertName: string;
  /** Those that nobody has claimed, the next one first; none while it takes no requests. */
  readonly slots: readonly Slot[];
}

/** What somebody reads before they ask for a time; a draft is there for staff alone. */
export async function readClinic(ctx: Ctx, clinicId: string): Promise<ClinicDetails> {
  const { data } = await currentClinic(ctx, clinicId);
  if (data.status === "draft" && !can(ctx.actor, "training.read-any")) {
    throw new Problem("not-found", "We cannot find that clinic.");
  }
  const [names, slots] = await Promise.all([
    namesOf(ctx, [data.expert]),
    data.status === "open" ? freeSlots(ctx, data) : [],
  ]);
  return { clinic: publicClinic(data), expertName: expertName(names, data), slots };
}

function publicClinic({ online: _, venue, ...clinic }: Clinic): PublicClinic {
  if (venue === undefined) return clinic;
  const { instructions: __, ...place } = venue;
  return { ...clinic, venue: place };
}

/** For whom somebody may ask, and why or why not. */
export interface Asker {
  /** Absent for an organisation that we know by its name only. */
  readonly organisationId?: string;
  readonly name?: string;
  readonly allowed: boolean;
  readonly reason: string;
}

/** What each organisation of somebody may do at a clinic on a day; and somebody without one. */
export async function readAskers(ctx: Ctx, clinic: Pick<Clinic, "audience">, startsAt?: string): Promise<Asker[]> {
  authorise(ctx.actor, "training.book");
  const on = londonDateOf(startsAt ?? ctx.clock.now());
  const ids = [...new Set(personOf(ctx).affiliations.map(({ organisationId }) => organisationId))];
  const cards = await organisationCards(ctx.table, ids);
  const grants = clinic.audience === "everybody" ? [] : await grantsOf(ctx.table, ids, on);
  const own = cards.map(({ organisationId, name }) => ({
    ...{ organisationId, name },
    ...mayAsk(
      clinic,
      grants.filter((grant) => grant.organisationId === organisationId),
      on,
    ),
  }));
  return [...own, mayAsk(clinic, [], on)];
}

/** The one time that somebody may have in a clinic, where they have it; nobody's for a visitor. */
export async function ownTimeIn(ctx: Ctx, clinicId: string): Promise<Appointment | undefined> {
  if (ctx.actor.kind !== "person") return undefined;
  const own = await ctx.table.get(ownTimeKey(clinicId, ctx.actor.personId), OwnTime, { consistent: true });
  if (own === undefined || own.data.endsAt <= ctx.clock.now()) return undefined;
  return (await loadAppointment(ctx, own.data.appointmentId))?.data;
}

export interface ClinicDesk {
  readonly clinic: Clinic;
  /** What a change of it is based on. */
  readonly version: number;
  readonly expertName: string;
  /** How many times could be asked for now. */
  readonly free: number;
}

/** All there is about a clinic, for the alliance's own people. */
export async function readClinicDesk(ctx: Ctx, clinicId: string): Promise<ClinicDesk> {
  authorise(ctx.actor, "training.read-any");
  const { data: clinic, version } = await currentClinic(ctx, clinicId);
  const [names, slots] = await Promise.all([namesOf(ctx, [clinic.expert]), freeSlots(ctx, clinic)]);
  return { clinic, version, expertName: expertName(names, clinic), free: slots.length };
}
