import { loadPerson } from "@alliance/auth";
import type { training } from "@alliance/events";
import { type DomainEvent, draft } from "@alliance/events";
import { learningCertified } from "@alliance/events/training";
import { type AtVersion, type Ctx, commit, type Key, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { loadAppointment } from "../clinics/read-clinics.ts";
import { appointmentPk } from "../keys/appointment.ts";
import { certificateKey, certificatePut } from "../keys/certificate.ts";
import { recordingPk } from "../keys/recording.ts";
import { loadViewing } from "../recordings/read-recordings.ts";
import { Certificate, Certified } from "../schema/certificate.ts";

type Completed = DomainEvent<z.infer<typeof training.recordingCompleted.data>>;
type Attended = DomainEvent<z.infer<typeof training.clinicAttended.data>>;

interface Learned {
  readonly of: "recording" | "clinic";
  /** Of the recording or the appointment; where a session's certificate has the session. */
  readonly id: string;
  /** Where it is noted that there is one: for each person once. */
  readonly pk: string;
  readonly personId: string;
  readonly organisationName: string;
  readonly title: string;
  readonly minutes: number;
  readonly on: string;
  /** They came; false once that was taken back. */
  readonly isSo: boolean;
  /** Must still be as it was when it decided. */
  readonly expect: readonly AtVersion[];
}

type Outcome = "issued" | "valid" | "withdrawn" | "as-it-is";

/** Who has watched a recording gets a certificate for it, once however often it is told. */
export async function certifyRecording(ctx: Ctx, { data }: Completed): Promise<Outcome> {
  const { recordingId: id, personId, title, minutes, completedOn: on } = data;
  const viewing = (await loadViewing(ctx, personId, id))?.data;
  const organisationName = viewing?.organisationName ?? "Personal account";
  const what = { of: "recording" as const, id, pk: recordingPk(id), isSo: true, expect: [] };
  return certify(ctx, async () => ({ ...what, personId, organisationName, title, minutes, on }));
}

/** Who was at a clinic gets one as well; it follows what the appointment says by now, whichever event came first. */
export async function certifyClinic(ctx: Ctx, { data }: Attended): Promise<Outcome> {
  const { appointmentId: id, personId, title, minutes, attendedOn: on } = data;
  return certify(ctx, async () => {
    const stored = await loadAppointment(ctx, id);
    const { organisationName = "", attended = false } = stored?.data ?? {};
    const what = { of: "clinic" as const, id, pk: appointmentPk(id), isSo: attended, personId, organisationName };
    return { ...what, title, minutes, on, expect: stored ? [{ key: stored.key, version: stored.version }] : [] };
  });
}

const quartersOf = (minutes: number): number => Math.max(1, Math.round(minutes / 15)) / 4;

async function certify(ctx: Ctx, learnedNow: () => Promise<Learned>): Promise<Outcome> {
  const code = ctx.ids.next("crt").slice(-12);
  return retryingConflicts(async () => {
    const learned = await learnedNow();
    const { pk, personId, isSo, expect } = learned;
    const key: Key = { pk, sk: `certified#${personId}` };
    const before = await ctx.table.get(key, Certified, { consistent: true });
    if (before !== undefined) return follow(ctx, before.data, learned);
    if (!isSo) return "as-it-is";
    const certificate = await certificateOf(ctx, learned, code);
    await commit(ctx, {
      put: [certificatePut(certificate, 1), { key, entity: "training.certified", version: 1, data: { code } }],
      expect,
      emit: [{ pk, event: draft(learningCertified, toldOf(learned)) }],
    });
    return "issued";
  });
}

/** There is one: it is valid, or withdrawn, as it is true by now. */
async function follow(ctx: Ctx, { code }: Certified, { isSo, expect }: Learned): Promise<Outcome> {
  const stored = await ctx.table.get(certificateKey(code), Certificate, { consistent: true });
  const status = isSo ? "valid" : "withdrawn";
  if (stored === undefined || stored.data.status === status) return "as-it-is";
  const after = { ...stored.data, status, changedAt: ctx.clock.now() } as const;
  await commit(ctx, { put: [certificatePut(after, stored.version + 1)], expect });
  return status;
}

async function certificateOf(ctx: Ctx, learned: Learned, code: string): Promise<Certificate> {
  const { id, personId, organisationName, title, minutes, on } = learned;
  const name = (await loadPerson(ctx, personId))?.data.name;
  return {
    ...{ code, sessionId: id, placeId: personId, delegate: { personId }, holder: { personId } },
    ...(name ? { printedName: name } : {}),
    ...{ organisationName, title, hours: quartersOf(minutes), attendedOn: on },
    ...{ issuedAt: ctx.clock.now(), status: "valid" },
  };
}

const toldOf = ({ of, id, personId, title, minutes, on }: Learned) => ({
  ...{ of, learnedId: id, personId, title, hours: quartersOf(minutes), learnedOn: on },
});
