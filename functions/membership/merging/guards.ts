import type { Ctx, Put } from "@alliance/store";
import * as z from "zod";
import { leadsPut } from "../keys/leads.ts";
import { claimsKey, claimsPut } from "../keys/merge.ts";
import { readLeadsVersion } from "../roles/lead-guard.ts";

/** To be committed with an application of a known organisation: a merge at the same moment and this one exclude each other. */
export async function claimsGuard(ctx: Ctx, organisationId: string): Promise<Put> {
  const stored = await ctx.table.get(claimsKey(organisationId), z.object({}), { consistent: true });
  return claimsPut(organisationId, (stored?.version ?? 0) + 1);
}

/** Nobody applies, renews or stops leading at either while they become one. To be read before the facts. */
export async function mergeGuards(ctx: Ctx, organisationIds: readonly string[]): Promise<Put[]> {
  const guards = organisationIds.map(async (id) => [
    await claimsGuard(ctx, id),
    leadsPut(id, (await readLeadsVersion(ctx, id)) + 1),
  ]);
  return (await Promise.all(guards)).flat();
}
