import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { currentClinic } from "../clinics/read-clinics.ts";
import { clinicPk, clinicPut } from "../keys/clinic.ts";
import type { Clinic, ClinicContent } from "../schema/clinic.ts";

/**
 * Changes what a clinic says and when it takes place; what is agreed stays as it was agreed. `basedOn` is the version that
 * the editor had in front of them: an older one is refused.
 */
export async function changeClinic(
  ctx: Ctx,
  clinicId: string,
  { basedOn, content }: { readonly basedOn: number; readonly content: ClinicContent },
): Promise<Clinic> {
  authorise(ctx.actor, "training.manage");
  const { data: before, version } = await currentClinic(ctx, clinicId);
  if (version !== basedOn) throw new Problem("stale", "Somebody changed this clinic while you worked on it.");
  const { expert, answeredBy, status, createdAt } = before;
  const after: Clinic = { clinicId, ...content, expert, answeredBy, status, createdAt, changedAt: ctx.clock.now() };
  await commit(ctx, { put: [clinicPut(after, version + 1)] });
  return after;
}

/** Takes requests from now on, or none for a while. A second click is the first one again. */
export async function openClinic(ctx: Ctx, clinicId: string, status: "open" | "paused"): Promise<Clinic> {
  authorise(ctx.actor, "training.manage");
  return retryingConflicts(async () => {
    const { data: before, version } = await currentClinic(ctx, clinicId);
    if (before.status === status) return before;
    if (before.status === "draft" && status === "paused") {
      throw new Problem("conflict", "This clinic is a draft: it takes no requests anyway.");
    }
    if (status === "open" && before.weekly.length === 0 && before.days.length === 0) {
      throw new Problem("conflict", "This clinic has no times yet. Say when the expert is there, then open it.");
    }
    const after: Clinic = { ...before, status, changedAt: ctx.clock.now() };
    const event = draft(training.clinicOpened, { clinicId, title: after.title });
    await commit(ctx, {
      put: [clinicPut(after, version + 1)],
      ...(status === "open" ? { emit: [{ pk: clinicPk(clinicId), event }] } : {}),
    });
    return after;
  });
}
