import { loadPerson } from "@alliance/auth";
import type { DomainEvent, training } from "@alliance/events";
import { type Ctx, commit, type Key, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { loadAppointment } from "../clinics/read-clinics.ts";
import { appointmentPk } from "../keys/appointment.ts";
import { certificatePut } from "../keys/certificate.ts";
import { recordingPk } from "../keys/recording.ts";
import { loadViewing } from "../recordings/read-recordings.ts";
import { Certified } from "../schema/certificate.ts";

type Completed = DomainEvent<z.infer<typeof training.recordingCompleted.data>>;
type Attended = DomainEvent<z.infer<typeof training.clinicAttended.data>>;

interface Learned {
  /** Of the recording or the appointment; where a session's certificate has the session. */
  readonly id: string;
  /** Where it is noted that there is one: for each person once. */
  readonly pk: string;
  readonly personId: string;
  readonly organisationName: string;
  readonly title: string;
  readonly minutes: number;
  readonly on: string;
}

/** Who has watched a recording gets a certificate for it, once however often it is told. */
export async function certifyRecording(ctx: Ctx, { data }: Completed): Promise<"issued" | "as-it-is"> {
  const { recordingId: id, personId, title, minutes, completedOn: on } = data;
  const viewing = (await loadViewing(ctx, personId, id))?.data;
  const organisationName = viewing?.organisationName ?? "On their own account";
  return certify(ctx, { id, pk: recordingPk(id), personId, organisationName, title, minutes, on });
}

/** Who was at a clinic gets one as well. */
export async function certifyClinic(ctx: Ctx, { data }: Attended): Promise<"issued" | "as-it-is"> {
  const { appointmentId: id, personId, title, minutes, attendedOn: on } = data;
  const organisationName = (await loadAppointment(ctx, id))?.data.organisationName ?? "";
  return certify(ctx, { id, pk: appointmentPk(id), personId, organisationName, title, minutes, on });
}

const quartersOf = (minutes: number): number => Math.max(1, Math.round(minutes / 15)) / 4;

async function certify(ctx: Ctx, learned: Learned): Promise<"issued" | "as-it-is"> {
  const { id, pk, personId, organisationName, title, minutes, on } = learned;
  const code = ctx.ids.next("crt").slice(-12);
  const key: Key = { pk, sk: `certified#${personId}` };
  return retryingConflicts(async () => {
    const before = await ctx.table.get(key, Certified, { consistent: true });
    if (before) return "as-it-is";
    const name = (await loadPerson(ctx, personId))?.data.name;
    const certificate = {
      ...{ code, sessionId: id, placeId: personId, delegate: { personId }, holder: { personId } },
      ...(name ? { printedName: name } : {}),
      ...{ organisationName, title, hours: quartersOf(minutes), attendedOn: on },
      ...{ issuedAt: ctx.clock.now(), status: "valid" as const },
    };
    await commit(ctx, {
      put: [certificatePut(certificate, 1), { key, entity: "training.certified", version: 1, data: { code } }],
    });
    return "issued";
  });
}
