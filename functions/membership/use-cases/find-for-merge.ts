import { authorise } from "@alliance/auth";
import { idOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { followMerges } from "../merging/follow-merges.ts";
import type { Organisation } from "../schema/organisation.ts";
import { findOrganisations } from "./find-organisations.ts";

/** Organisations by how their name begins, by URN or by reference: what another may become part of. */
export async function findForMerge(ctx: Ctx, q: string): Promise<readonly Organisation[]> {
  authorise(ctx.actor, "membership.merge");
  const wanted = q.trim();
  if (!idOf("org").safeParse(wanted).success) return findOrganisations(ctx, wanted);
  const found = await followMerges(ctx.table, wanted);
  return found ? [found.data] : [];
}
