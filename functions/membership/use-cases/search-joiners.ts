import type { Ctx } from "@alliance/store";
import { organisationsPattern, sortName } from "../keys/organisation.ts";
import type { Register, RegisterReader } from "../register/register.ts";
import type { SearchableRegister } from "../register/searchable-register.ts";
import { currentIdentifier, Organisation, type OrganisationKind } from "../schema/organisation.ts";

/** Who may join and is no school of the register: a trust or authority of it, or one of our own list. */
export interface FoundJoiner {
  readonly who: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly detail?: string;
}

const limit = 10;

function authoritiesNamed(register: Register, q: string): FoundJoiner[] {
  const typed = sortName(q);
  return [...register.authorities().values()]
    .filter(({ code, name }) => code === q.trim() || (typed !== "" && sortName(name).includes(typed)))
    .slice(0, limit)
    .map(({ code, name }) => ({ who: `la-${code}`, kind: "local-authority", name, detail: `Local authority ${code}` }));
}

/** Ours, by how the name begins; schools of the register are found by its own search. */
async function knownNamed(ctx: Ctx, q: string): Promise<FoundJoiner[]> {
  const pattern = { ...organisationsPattern, skPrefix: sortName(q), limit: 50 };
  const { items } = await ctx.table.query(pattern, Organisation);
  return items
    .map(({ data }) => data)
    .filter((each) => each.kind !== "school" || currentIdentifier(each, "urn") === undefined)
    .filter(({ mergedInto }) => mergedInto === undefined)
    .slice(0, limit)
    .map((each) => ({ who: whoIs(each), kind: each.kind, name: each.name }));
}

/** By its number in the register where it has one, so that it is not listed twice. */
function whoIs(organisation: Organisation): string {
  const uid = currentIdentifier(organisation, "trust-uid");
  const code = organisation.kind === "local-authority" ? currentIdentifier(organisation, "la-code") : undefined;
  return uid ? `trust-${uid}` : code ? `la-${code}` : organisation.organisationId;
}

/** Trusts, authorities and everybody else we know by name; the register's and ours in one list, each once. */
export async function searchJoiners(
  ctx: Ctx,
  reader: RegisterReader<SearchableRegister>,
  q: string,
): Promise<readonly FoundJoiner[]> {
  const register = await reader.current(ctx.table);
  const [trusts, known] = await Promise.all([register.searchTrusts(q, limit), knownNamed(ctx, q)]);
  const listed: FoundJoiner[] = trusts
    .filter(({ closedOn }) => closedOn === undefined)
    .map(({ uid, name, type }) => ({ who: `trust-${uid}`, kind: "trust", name, detail: `${type}, UID ${uid}` }));
  const all = [...listed, ...authoritiesNamed(register, q), ...known];
  return [...new Map(all.toReversed().map((each) => [each.who, each])).values()].toReversed().slice(0, 2 * limit);
}
