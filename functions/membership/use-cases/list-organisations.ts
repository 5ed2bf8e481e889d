import { authorise } from "@alliance/auth";
import { academicYearOf, londonDateOf } from "@alliance/core";
import type { Ctx, Pattern } from "@alliance/store";
import { aliasKey, organisationKey, organisationsPattern, sortName } from "../keys/organisation.ts";
import { membersOf, termKey } from "../keys/term.ts";
import { Alias, Organisation, schemes } from "../schema/organisation.ts";
import { numberShapes } from "../schema/organisation-forms.ts";
import { Term } from "../schema/term.ts";
import { organisationsOf } from "./organisations-of.ts";

export interface ListedOrganisation {
  readonly organisation: Organisation;
  /** Of the current academic year. */
  readonly term: Term | undefined;
}

export interface OrganisationPage {
  readonly items: readonly ListedOrganisation[];
  readonly cursor?: string;
}

export interface OrganisationQuery {
  /** How a name begins, or any of its numbers. */
  readonly q?: string;
  /** Only those with a membership of this academic year in force. */
  readonly membersOnly?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

/** The organisations by name, a page at a time, in two requests to the table whatever its length. For staff. */
export async function listOrganisations(ctx: Ctx, query: OrganisationQuery): Promise<OrganisationPage> {
  authorise(ctx.actor, "membership.read-any");
  const { q = "", membersOnly = false, limit, cursor } = query;
  const year = academicYearOf(londonDateOf(ctx.clock.now())).name;
  const numbered = await byNumber(ctx, q);
  if (numbered.length > 0) return { items: await withTerms(ctx, numbered, year) };
  const page = { limit, ...(cursor ? { cursor } : {}), ...(q === "" ? {} : { skPrefix: sortName(q) }) };
  return membersOnly ? membersPage(ctx, { ...membersOf(year), ...page }) : everyPage(ctx, page, year);
}

async function everyPage(ctx: Ctx, page: Omit<Pattern, "pk">, year: string): Promise<OrganisationPage> {
  const found = await ctx.table.query({ ...organisationsPattern, ...page }, Organisation);
  const organisations = found.items.map(({ data }) => data);
  return { items: await withTerms(ctx, organisations, year), ...(found.cursor ? { cursor: found.cursor } : {}) };
}

async function membersPage(ctx: Ctx, pattern: Pattern): Promise<OrganisationPage> {
  const terms = await ctx.table.query(pattern, Term);
  const keys = terms.items.map(({ data }) => organisationKey(data.organisationId));
  const organisations = await ctx.table.getMany(keys, Organisation);
  const items = organisations.flatMap((each, at) =>
    each ? [{ organisation: each.data, term: terms.items[at]?.data }] : [],
  );
  return { items, ...(terms.cursor ? { cursor: terms.cursor } : {}) };
}

/** Whatever the number may be: a URN, a UKPRN, a charity's. */
async function byNumber(ctx: Ctx, q: string): Promise<Organisation[]> {
  const number = q.toUpperCase().replace(/[\s/-]/g, "");
  const likely = schemes.filter((scheme) => numberShapes[scheme].shape.test(number));
  const keys = likely.map((scheme) => aliasKey(scheme, number));
  const aliases = await ctx.table.getMany(keys, Alias);
  const ids = new Set(aliases.flatMap((alias) => (alias ? [alias.data.organisationId] : [])));
  return organisationsOf(ctx.table, [...ids]);
}

async function withTerms(ctx: Ctx, found: readonly Organisation[], year: string): Promise<ListedOrganisation[]> {
  const keys = found.map(({ organisationId }) => termKey(organisationId, year));
  const terms = await ctx.table.getMany(keys, Term);
  return found.map((organisation, at) => ({ organisation, term: terms[at]?.data }));
}
