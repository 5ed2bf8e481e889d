import { Contact, contactKey, Person, personKey } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import { appointmentKey } from "../keys/appointment.ts";
import { clinicKey } from "../keys/clinic.ts";
import { Appointment } from "../schema/appointment.ts";
import { Clinic } from "../schema/clinic.ts";
import type { Delegate } from "../schema/seat.ts";

/** The clinic as it is now; throws where there is none. */
export async function currentClinic(ctx: Ctx, clinicId: string): Promise<Stored<Clinic>> {
  const stored = await ctx.table.get(clinicKey(clinicId), Clinic, { consistent: true });
  if (stored === undefined) throw new Problem("not-found", "We cannot find that clinic.");
  return stored;
}

export const loadAppointment = (ctx: Ctx, appointmentId: string): Promise<Stored<Appointment> | undefined> =>
  ctx.table.get(appointmentKey(appointmentId), Appointment, { consistent: true });

const idOf = (who: Delegate): string => ("personId" in who ? who.personId : who.contactId);

/** Names of people and contacts by their id, two requests however many; whose data is gone is absent. */
export async function namesOf(ctx: Ctx, all: readonly Delegate[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(all.map(idOf))];
  const [people, contacts] = await Promise.all([
    ctx.table.getMany(ids.filter((id) => id.startsWith("per_")).map(personKey), Person),
    ctx.table.getMany(ids.filter((id) => id.startsWith("con_")).map(contactKey), Contact),
  ]);
  return new Map([
    ...people.flatMap((each) => (each ? [[each.data.personId, each.data.name] as const] : [])),
    ...contacts.flatMap((each) => (each ? [[each.data.contactId, each.data.name] as const] : [])),
  ]);
}

/** Somebody whose data was erased still is an expert. */
export const expertName = (names: ReadonlyMap<string, string>, { expert }: { readonly expert: Delegate }): string =>
  names.get(idOf(expert)) ?? "One of our experts";
