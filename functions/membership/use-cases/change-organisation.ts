import { authorise } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { organisationKey, organisationPk, organisationPut } from "../keys/organisation.ts";
import { changePut } from "../keys/organisation-change.ts";
import { renamed } from "../register/succession.ts";
import { Organisation } from "../schema/organisation.ts";
import type { ChangeOrganisationForm } from "../schema/organisation-forms.ts";

type Changed = "name" | "address" | "partner";

/** Staff correct a name or an address and say why; what was issued before keeps the name of its day. */
export async function changeOrganisation(
  ctx: Ctx,
  organisationId: string,
  form: ChangeOrganisationForm,
): Promise<Organisation> {
  authorise(ctx.actor, "organisation.edit");
  return retryingConflicts(async () => {
    const stored = await ctx.table.get(organisationKey(organisationId), Organisation, { consistent: true });
    if (stored === undefined) throw new Problem("not-found", "We cannot find that organisation.");
    const before = stored.data;
    if (before.mergedInto) throw new Problem("conflict", "This organisation was merged into another one. Change that.");
    const changed: Changed[] = [
      ...(before.name === form.name ? [] : ["name" as const]),
      ...((before.addressLines ?? []).join("\n") === form.address.join("\n") ? [] : ["address" as const]),
      ...((before.isPartner ?? false) === (form.isPartner === "yes") ? [] : ["partner" as const]),
    ];
    if (changed.length === 0) return before;
    const after: Organisation = {
      ...renamed(before, form.name, londonDateOf(ctx.clock.now())),
      addressLines: form.address,
      isPartner: form.isPartner === "yes",
    };
    const event = draft(membership.organisationChanged, { organisationId, name: after.name, changed }, organisationId);
    await commit(ctx, {
      put: [
        organisationPut(after, stored.version + 1),
        changePut(ctx, organisationId, { changed, reason: form.reason }),
      ],
      emit: [{ pk: organisationPk(organisationId), event }],
    });
    return after;
  });
}
