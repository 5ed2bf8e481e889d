import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { aliasKey, organisationKey, organisationsPattern, sortName } from "../keys/organisation.ts";
import { Alias, Organisation } from "../schema/organisation.ts";

/** Organisations we know by how their name begins, or by URN: where somebody may say that they work. */
export async function findOrganisations(ctx: Ctx, q: string): Promise<readonly Organisation[]> {
  authorise(ctx.actor, "people.join");
  const wanted = q.trim();
  if (/^\d{6}$/.test(wanted)) return byUrn(ctx, wanted);
  const skPrefix = sortName(wanted);
  if (skPrefix.length < 2) return [];
  const { items } = await ctx.table.query({ ...organisationsPattern, skPrefix, limit: 20 }, Organisation);
  return items.map(({ data }) => data).filter(({ mergedInto, closedOn }) => !mergedInto && !closedOn);
}

async function byUrn(ctx: Ctx, urn: string): Promise<readonly Organisation[]> {
  const alias = await ctx.table.get(aliasKey("urn", urn), Alias);
  const stored = alias && (await ctx.table.get(organisationKey(alias.data.organisationId), Organisation));
  return stored ? [stored.data] : [];
}
