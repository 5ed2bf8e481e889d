import { Affiliation, affiliationKey, isInForce, peopleOf } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import type { Ctx, Put } from "@alliance/store";
import * as z from "zod";
import { leadsKey, leadsPut } from "../keys/leads.ts";

/** How often the leads of an organisation changed; what a page saw, so that a later answer to it can be refused. */
export async function readLeadsVersion(ctx: Ctx, organisationId: string): Promise<number> {
  const stored = await ctx.table.get(leadsKey(organisationId), z.object({}), { consistent: true });
  return stored?.version ?? 0;
}

/**
 * To be committed with whatever ends `leaving`'s lead role: throws where nobody else leads on without an end. Read
 * by key, since the list by organisation may be a moment old; and two who stop at once meet in the one item.
 */
export async function guardLeads(ctx: Ctx, organisationId: string, leaving: string): Promise<Put> {
  const version = await readLeadsVersion(ctx, organisationId);
  const today = londonDateOf(ctx.clock.now());
  const others = (await peopleOf(ctx.table, organisationId)).filter(
    ({ role, personId }) => role === "lead" && personId !== leaving,
  );
  const stored = await Promise.all(
    others.map((each) => ctx.table.get(affiliationKey(each), Affiliation, { consistent: true })),
  );
  const stays = stored.some((each) => each && each.data.until === undefined && isInForce(each.data, today));
  if (!stays) {
    throw new Problem(
      "invalid-input",
      "There is always a lead contact, and this is the only one. Hand over the lead role to somebody else first.",
    );
  }
  return leadsPut(organisationId, version + 1);
}
