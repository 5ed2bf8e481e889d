import { authorise } from "@alliance/auth";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { expertNamed } from "../clinics/experts.ts";
import { clinicPut } from "../keys/clinic.ts";
import type { Clinic, ClinicContent, ExpertNamed } from "../schema/clinic.ts";

/** Staff set up a clinic: a draft that nobody else sees until it is opened. Whoever makes it is told of its requests. */
export async function createClinic(
  ctx: Ctx,
  { expert: named, ...content }: ClinicContent & { readonly expert: ExpertNamed },
): Promise<Clinic> {
  authorise(ctx.actor, "training.manage");
  const { personId } = personOf(ctx);
  const clinicId = ctx.ids.next("cli");
  return retryingConflicts(async () => {
    const now = ctx.clock.now();
    const { expert, puts } = await expertNamed(ctx, named, clinicId);
    const dates = { createdAt: now, changedAt: now };
    const clinic: Clinic = { clinicId, ...content, expert, answeredBy: personId, status: "draft", ...dates };
    await commit(ctx, { put: [clinicPut(clinic, 1), ...puts] });
    return clinic;
  });
}
