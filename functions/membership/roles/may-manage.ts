import { canFor } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { membership } from "@alliance/events";
import type { Ctx } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { Organisation } from "../schema/organisation.ts";

/** Of staff, who must say why; a lead contact need not. */
export type Reason = membership.DecisionReason | undefined;

const notThere = () => new Problem("not-found", "We cannot find that organisation.");

/** The organisation, if its people may be seen by whoever asks; for strangers it does not exist. */
export async function organisationToRead(ctx: Ctx, organisationId: string): Promise<Organisation> {
  if (!canFor(ctx.actor, "people.read-own", organisationId)) throw notThere();
  const stored = await ctx.table.get(organisationKey(organisationId), Organisation);
  if (stored === undefined) throw notThere();
  return stored.data;
}

/** The organisation, if whoever asks decides about its people: its lead contact, or staff with a reason. */
export async function organisationToManage(ctx: Ctx, organisationId: string, reason: Reason): Promise<Organisation> {
  const organisation = await organisationToRead(ctx, organisationId);
  const { actor } = ctx;
  if (!canFor(actor, "people.manage-own", organisationId)) {
    throw new Problem("not-allowed", `Only a lead contact of ${organisation.name} can do this. Ask one of them.`);
  }
  if (!leads(ctx, organisationId) && reason === undefined && actor.kind === "person") {
    throw new Problem("invalid-input", "Say why.", [{ field: "reason", message: "Choose why you do this" }]);
  }
  return organisation;
}

/** Is the actor a lead contact there today? */
export const leads = ({ actor }: Ctx, organisationId: string): boolean =>
  actor.kind === "person" &&
  actor.affiliations.some((each) => each.organisationId === organisationId && each.role === "lead");

export const personOf = ({ actor }: Ctx): string => {
  if (actor.kind === "person") return actor.personId;
  throw new Problem("not-signed-in", "Please sign in first.");
};
