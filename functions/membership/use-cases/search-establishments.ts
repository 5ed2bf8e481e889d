import { type LondonDate, londonDateOf } from "@alliance/core";
import { covererKey, type Grant } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { type Candidate, schoolCandidate } from "../joining/candidate.ts";
import { covererName, grantsOf, longestCover, tiesOf } from "../joining/covered-by.ts";
import { type JoinState, ownStanding, runningTerm, runningTermKeys } from "../joining/standing.ts";
import { aliasKey } from "../keys/organisation.ts";
import type { Establishment } from "../register/establishment.ts";
import type { Register, RegisterReader } from "../register/register.ts";
import type { SearchableRegister } from "../register/searchable-register.ts";
import { Alias } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";

export interface Found {
  readonly state: Exclude<JoinState["state"], "unknown">;
  readonly school: Establishment;
}

/**
 * Schools by name, postcode or URN, best first, each with where it stands with us. The register is public data. Three
 * round trips to the table, however many are found: the pointer, whose numbers they are, what those hold.
 */
export async function searchEstablishments(
  ctx: Ctx,
  reader: RegisterReader<SearchableRegister>,
  input: { readonly q: string; readonly limit: number },
): Promise<readonly Found[]> {
  const register = await reader.current(ctx.table);
  const schools = await register.search(input.q, input.limit);
  const today = londonDateOf(ctx.clock.now());
  const { candidates, coverers } = await whoTheyAre(ctx, register, schools, today);
  const [terms, grants] = await Promise.all([termsOf(ctx, candidates, today), grantsBy(ctx, coverers)]);
  return schools.map((school, at) => {
    const candidate = candidates[at] ?? schoolCandidate(school);
    const own = ownStanding(ctx, register, candidate, terms[at]);
    if (own) return { state: own.state, school };
    const cover = longestCover(tiesOf(ctx, register, candidate, today), grants, today);
    return { state: cover ? "covered" : "open", school };
  });
}

/** The organisations of ours behind the schools, and behind the trusts and authorities that may cover them. */
async function whoTheyAre(ctx: Ctx, register: Register, schools: readonly Establishment[], today: LondonDate) {
  const plain = schools.map(schoolCandidate);
  const ties = plain.flatMap((candidate) => tiesOf(ctx, register, candidate, today).map(({ by }) => by));
  const keys = [
    ...schools.map(({ urn }) => aliasKey("urn", urn)),
    ...ties.map(({ scheme, value }) => covererKey(scheme, value)),
  ];
  const aliases = (await ctx.table.getMany(keys, Alias)).map((alias) => alias?.data);
  const candidates = plain.map((candidate, at): Candidate => {
    const organisationId = aliases[at]?.organisationId;
    return organisationId === undefined ? candidate : { ...candidate, organisationId };
  });
  const coverers = ties.flatMap((by, at) => {
    const alias = aliases[schools.length + at];
    return alias ? [[covererName(by), alias.organisationId] as const] : [];
  });
  return { candidates, coverers: new Map(coverers) };
}

/** The term of each that runs today, where one does. */
async function termsOf(ctx: Ctx, candidates: readonly Candidate[], today: LondonDate) {
  const keys = candidates.map(({ organisationId: id }) => (id === undefined ? [] : runningTermKeys(id, today)));
  const found = await ctx.table.getMany(keys.flat(), Term);
  let at = 0;
  return keys.map(({ length }) => {
    at += length;
    return runningTerm(found.slice(at - length, at), today);
  });
}

async function grantsBy(ctx: Ctx, coverers: ReadonlyMap<string, string>): Promise<Map<string, readonly Grant[]>> {
  const read = [...coverers].map(async ([name, id]) => [name, await grantsOf(ctx, id)] as const);
  return new Map(await Promise.all(read));
}
