import { authorise, newContactPuts } from "@alliance/auth";
import { type Ctx, commit } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { clinicPut } from "../keys/clinic.ts";
import type { Clinic, ClinicContent, ExpertNamed } from "../schema/clinic.ts";

/** Staff set up a clinic: a draft that nobody else sees until it is opened. Whoever makes it is told of its requests. */
export async function createClinic(
  ctx: Ctx,
  { expert, ...content }: ClinicContent & { readonly expert: ExpertNamed },
): Promise<Clinic> {
  authorise(ctx.actor, "training.manage");
  const { personId } = personOf(ctx);
  const clinicId = ctx.ids.next("cli");
  const now = ctx.clock.now();
  const contactId = ctx.ids.next("con");
  const contacts =
    expert === "me"
      ? []
      : newContactPuts({ contactId, organisationId: clinicId, ...expert, role: "delegate", createdAt: now });
  const clinic: Clinic = {
    clinicId,
    ...content,
    expert: expert === "me" ? { personId } : { contactId },
    answeredBy: personId,
    ...{ status: "draft", createdAt: now, changedAt: now },
  };
  await commit(ctx, { put: [clinicPut(clinic, 1), ...contacts] });
  return clinic;
}
