import { authorise } from "@alliance/auth";
import { academicYearOf, londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { aliasKey, organisationKey, organisationsPattern, sortName } from "../keys/organisation.ts";
import { termKey } from "../keys/term.ts";
import { Alias, Organisation } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";

export interface ListedOrganisation {
  readonly organisation: Organisation;
  /** Of the current academic year. */
  readonly term: Term | undefined;
}

export interface OrganisationPage {
  readonly items: readonly ListedOrganisation[];
  readonly cursor?: string;
}

/** The organisations by name, a page at a time; `q` is how a name begins, or a URN. For staff. */
export async function listOrganisations(
  ctx: Ctx,
  page: { readonly q?: string; readonly limit: number; readonly cursor?: string },
): Promise<OrganisationPage> {
  authorise(ctx.actor, "membership.read-any");
  const { q = "", limit, cursor } = page;
  if (/^\d{6}$/.test(q)) return { items: await byUrn(ctx, q) };
  const pattern = { ...organisationsPattern, limit, ...(cursor ? { cursor } : {}) };
  const found = await ctx.table.query(q === "" ? pattern : { ...pattern, skPrefix: sortName(q) }, Organisation);
  const items = await Promise.all(found.items.map(({ data }) => withTerm(ctx, data)));
  return found.cursor ? { items, cursor: found.cursor } : { items };
}

async function byUrn(ctx: Ctx, urn: string): Promise<ListedOrganisation[]> {
  const alias = await ctx.table.get(aliasKey("urn", urn), Alias);
  if (alias === undefined) return [];
  const organisation = await ctx.table.get(organisationKey(alias.data.organisationId), Organisation);
  return organisation ? [await withTerm(ctx, organisation.data)] : [];
}

async function withTerm(ctx: Ctx, organisation: Organisation): Promise<ListedOrganisation> {
  const year = academicYearOf(londonDateOf(ctx.clock.now())).name;
  return { organisation, term: (await ctx.table.get(termKey(organisation.organisationId, year), Term))?.data };
}
