import { Conflict, type Ctx, type Put } from "@alliance/store";
import * as z from "zod";
import { leadsPut } from "../keys/leads.ts";
import { claimsKey, claimsPut } from "../keys/merge.ts";
import { organisationKey } from "../keys/organisation.ts";
import { readLeadsVersion } from "../roles/lead-guard.ts";
import { Organisation } from "../schema/organisation.ts";

const claimsGuard = async (ctx: Ctx, organisationId: string): Promise<Put> => {
  const stored = await ctx.table.get(claimsKey(organisationId), z.object({}), { consistent: true });
  return claimsPut(organisationId, (stored?.version ?? 0) + 1);
};

/**
 * To be committed with whatever claims a term of an organisation that is known already: it and a merge at the same
 * moment exclude each other. Undefined when the organisation became part of another before.
 */
export async function unmergedGuard(ctx: Ctx, organisationId: string): Promise<Put | undefined> {
  const guard = await claimsGuard(ctx, organisationId);
  const organisation = await ctx.table.get(organisationKey(organisationId), Organisation, { consistent: true });
  return organisation?.data.mergedInto === undefined ? guard : undefined;
}

/** The same; what was read before leads to an organisation that is gone, so it is read again. */
export async function orReadAgain(ctx: Ctx, organisationId: string): Promise<Put> {
  const guard = await unmergedGuard(ctx, organisationId);
  if (guard === undefined) throw new Conflict("the organisation became part of another");
  return guard;
}

/** Nobody applies, renews or stops leading at either while they become one. To be read before the facts. */
export async function mergeGuards(ctx: Ctx, organisationIds: readonly string[]): Promise<Put[]> {
  const guards = organisationIds.map(async (id) => [
    await claimsGuard(ctx, id),
    leadsPut(id, (await readLeadsVersion(ctx, id)) + 1),
  ]);
  return (await Promise.all(guards)).flat();
}
