import type { Ctx } from "@alliance/store";
import { aliasKey, organisationKey, organisationsPattern } from "../keys/organisation.ts";
import { Alias, Organisation } from "../schema/organisation.ts";

/** From so many URNs on it is cheaper to go through all organisations than to ask for each. */
const manyUrns = 300;
const atOnce = 25;

const urnsOf = ({ identifiers }: Organisation): string[] =>
  identifiers.flatMap(({ scheme, value }) => (scheme === "urn" ? [value] : []));

/** The organisations of ours that any of these URNs leads to, each once. */
export async function* organisationsBehind(ctx: Ctx, urns: readonly string[]): AsyncIterable<Organisation> {
  yield* urns.length > manyUrns ? amongAll(ctx, new Set(urns)) : byAlias(ctx, urns);
}

async function* byAlias(ctx: Ctx, urns: readonly string[]): AsyncIterable<Organisation> {
  const seen = new Set<string>();
  for (let from = 0; from < urns.length; from += atOnce) {
    const some = urns.slice(from, from + atOnce);
    const aliases = await Promise.all(some.map((urn) => ctx.table.get(aliasKey("urn", urn), Alias)));
    for (const alias of aliases) {
      if (alias === undefined || seen.has(alias.data.organisationId)) continue;
      seen.add(alias.data.organisationId);
      const organisation = await ctx.table.get(organisationKey(alias.data.organisationId), Organisation);
      if (organisation) yield organisation.data;
    }
  }
}

async function* amongAll(ctx: Ctx, urns: ReadonlySet<string>): AsyncIterable<Organisation> {
  let cursor: string | undefined;
  do {
    const page = await ctx.table.query(
      { ...organisationsPattern, limit: 100, ...(cursor ? { cursor } : {}) },
      Organisation,
    );
    for (const { data } of page.items) if (urnsOf(data).some((urn) => urns.has(urn))) yield data;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
