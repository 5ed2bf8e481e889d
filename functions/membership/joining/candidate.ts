import type { Ctx } from "@alliance/store";
import { aliasKey, organisationKey } from "../keys/organisation.ts";
import { addressLinesOf, type Establishment } from "../register/establishment.ts";
import type { Register } from "../register/register.ts";
import { organisationOfSchool, organisationOfTrust } from "../register/registration.ts";
import type { NewOrganisation } from "../schema/application.ts";
import { Alias, currentIdentifier, Organisation, type OrganisationKind, type Scheme } from "../schema/organisation.ts";

/** Somebody who may join: what the register or our own list says, before anything is written. */
export interface Candidate {
  /** How it is addressed: "900001", "trust-2034", "org_…". */
  readonly who: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly urn?: string;
  readonly school?: Establishment;
  /** Absent where nobody says. */
  readonly pupils?: number;
  readonly schools?: number;
  readonly isClosed: boolean;
  /** Known by the words of who applied for it alone: staff read its applications first. */
  readonly isDescribed?: boolean;
  /** Once it is an organisation of ours. */
  readonly organisationId?: string;
  /** How it is written down when it becomes one. */
  readonly organisation: (organisationId: string, now: string) => Organisation;
}

interface Reading {
  readonly consistent: boolean;
}

async function aliasOf(ctx: Ctx, scheme: Scheme, value: string, options?: Reading) {
  const alias = await ctx.table.get(aliasKey(scheme, value), Alias, options);
  return alias ? { organisationId: alias.data.organisationId } : {};
}

export function schoolCandidate(school: Establishment): Candidate {
  return {
    ...{ who: school.urn, kind: "school", name: school.name, urn: school.urn, school },
    addressLines: addressLinesOf(school),
    ...(school.pupils === undefined ? {} : { pupils: school.pupils }),
    isClosed: school.status === "closed",
    organisation: (organisationId, now) => organisationOfSchool(school, organisationId, now),
  };
}

async function trustCandidate(ctx: Ctx, register: Register, uid: string, options?: Reading) {
  const trust = register.findTrust(uid);
  if (trust === undefined) return undefined;
  const candidate: Candidate = {
    ...{ who: `trust-${uid}`, kind: "trust", name: trust.name, addressLines: [] },
    schools: register.schoolsInTrust(uid),
    isClosed: trust.closedOn !== undefined && trust.closedOn <= ctx.clock.now().slice(0, 10),
    ...(await aliasOf(ctx, "trust-uid", uid, options)),
    organisation: (organisationId, now) => organisationOfTrust(trust, organisationId, now),
  };
  return candidate;
}

async function authorityCandidate(ctx: Ctx, register: Register, code: string, options?: Reading) {
  const authority = register.authorities().get(code);
  if (authority === undefined) return undefined;
  const { name, schools } = authority;
  const candidate: Candidate = {
    ...{ who: `la-${code}`, kind: "local-authority", name, addressLines: [], schools, isClosed: false },
    ...(await aliasOf(ctx, "la-code", code, options)),
    organisation: (organisationId, registeredAt) => ({
      ...{ organisationId, kind: "local-authority", name, registeredAt },
      identifiers: [{ scheme: "la-code", value: code, from: registeredAt.slice(0, 10) }],
    }),
  };
  return candidate;
}

/** One that the register knows is read there: the register is newer than what we wrote down. */
async function knownCandidate(ctx: Ctx, register: Register, id: string): Promise<Candidate | undefined> {
  const stored = (await ctx.table.get(organisationKey(id), Organisation, { consistent: true }))?.data;
  if (stored === undefined) return undefined;
  if (stored.mergedInto !== undefined) return knownCandidate(ctx, register, stored.mergedInto);
  const [urn, uid, code] = (["urn", "trust-uid", "la-code"] as const).map((each) => currentIdentifier(stored, each));
  const school = stored.kind === "school" && urn ? register.find(urn) : undefined;
  if (school) return { ...schoolCandidate(school), organisationId: id };
  if (stored.kind === "trust" && uid && register.findTrust(uid)) return trustCandidate(ctx, register, uid);
  if (stored.kind === "local-authority" && code && register.authorities().has(code)) {
    return authorityCandidate(ctx, register, code);
  }
  const { kind, name, addressLines = [], pupils, closedOn, isDescribed } = stored;
  return {
    ...{ who: id, kind, name, addressLines, organisationId: id },
    ...(urn ? { urn } : {}),
    ...(isDescribed ? { isDescribed } : {}),
    ...(pupils === undefined ? {} : { pupils }),
    isClosed: closedOn !== undefined && closedOn <= ctx.clock.now().slice(0, 10),
    organisation: () => stored,
  };
}

async function newCandidate(ctx: Ctx, described: NewOrganisation): Promise<Candidate> {
  const { kind, name, addressLines, number } = described;
  const known = number ? await aliasOf(ctx, number.scheme, number.value, { consistent: true }) : {};
  return {
    ...{ who: "new", kind, name, addressLines, isClosed: false, isDescribed: true, ...known },
    organisation: (organisationId, registeredAt) => ({
      ...{ organisationId, kind, name, addressLines: [...addressLines], registeredAt, isDescribed: true },
      identifiers: number ? [{ ...number, from: registeredAt.slice(0, 10) }] : [],
    }),
  };
}

/** Who is meant, or nobody. A school costs no read here; its alias is read with its term. */
export async function findCandidate(
  ctx: Ctx,
  register: Register,
  who: string,
  more: { readonly described?: NewOrganisation | undefined; readonly consistent?: boolean } = {},
): Promise<Candidate | undefined> {
  const options = { consistent: more.consistent ?? false };
  if (who === "new") return more.described && newCandidate(ctx, more.described);
  if (who.startsWith("org_")) return knownCandidate(ctx, register, who);
  if (who.startsWith("trust-")) return trustCandidate(ctx, register, who.slice(6), options);
  if (who.startsWith("la-")) return authorityCandidate(ctx, register, who.slice(3), options);
  const school = register.find(who);
  return school && { ...schoolCandidate(school), ...(await aliasOf(ctx, "urn", who, options)) };
}
