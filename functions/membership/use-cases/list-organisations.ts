import { authorise } from "@alliance/auth";
import { academicYearOf, londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { aliasKey, organisationKey, organisationsPattern, sortName } from "../keys/organisation.ts";
import { termKey } from "../keys/term.ts";
import { Alias, Organisation, schemes } from "../schema/organisation.ts";
import { numberShapes } from "../schema/organisation-forms.ts";
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

/** The organisations by name, a page at a time; `q` is how a name begins, or any of its numbers. For staff. */
export async function listOrganisations(
  ctx: Ctx,
  page: { readonly q?: string; readonly limit: number; readonly cursor?: string },
): Promise<OrganisationPage> {
  authorise(ctx.actor, "membership.read-any");
  const { q = "", limit, cursor } = page;
  const numbered = await byNumber(ctx, q);
  if (numbered.length > 0) return { items: numbered };
  const pattern = { ...organisationsPattern, limit, ...(cursor ? { cursor } : {}) };
  const found = await ctx.table.query(q === "" ? pattern : { ...pattern, skPrefix: sortName(q) }, Organisation);
  const items = await Promise.all(found.items.map(({ data }) => withTerm(ctx, data)));
  return found.cursor ? { items, cursor: found.cursor } : { items };
}

/** Whatever the number may be: a URN, a UKPRN, a charity's. */
async function byNumber(ctx: Ctx, q: string): Promise<ListedOrganisation[]> {
  const number = q.toUpperCase().replace(/[\s/-]/g, "");
  const likely = schemes.filter((scheme) => numberShapes[scheme].shape.test(number));
  const aliases = await Promise.all(likely.map((scheme) => ctx.table.get(aliasKey(scheme, number), Alias)));
  const ids = new Set(aliases.flatMap((alias) => (alias ? [alias.data.organisationId] : [])));
  const found = await Promise.all([...ids].map((id) => ctx.table.get(organisationKey(id), Organisation)));
  return Promise.all(found.flatMap((each) => (each ? [withTerm(ctx, each.data)] : [])));
}

async function withTerm(ctx: Ctx, organisation: Organisation): Promise<ListedOrganisation> {
  const year = academicYearOf(londonDateOf(ctx.clock.now())).name;
  return { organisation, term: (await ctx.table.get(termKey(organisation.organisationId, year), Term))?.data };
}
