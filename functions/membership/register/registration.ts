import { type LondonDate, londonDateOf } from "@alliance/core";
import { coveragePut } from "@alliance/entitlement";
import type { Ctx, Put } from "@alliance/store";
import { aliasKey, aliasPut, organisationPut } from "../keys/organisation.ts";
import { Alias, type Identifier, identifies, type Organisation, type Scheme } from "../schema/organisation.ts";
import { coverageByRegister } from "./coverage.ts";
import { addressLinesOf, type Establishment, laestabOf } from "./establishment.ts";
import type { Register } from "./register.ts";
import type { Trust } from "./trust.ts";

const numbersOf = (from: LondonDate, values: Partial<Record<Scheme, string | undefined>>): Identifier[] =>
  Object.entries(values).flatMap(([scheme, value]) => (value ? [{ scheme: scheme as Scheme, value, from }] : []));

/** A school of the register as it becomes an organisation of ours. Its numbers hold since it opened. */
export function organisationOfSchool(school: Establishment, organisationId: string, now: string): Organisation {
  const { urn, ukprn, laCode, phase, town, postcode, region, pupils } = school;
  const today = londonDateOf(now);
  const since = school.openedOn !== undefined && school.openedOn < today ? school.openedOn : today;
  return {
    organisationId,
    kind: "school",
    name: school.name,
    identifiers: numbersOf(since, { urn, ukprn, laestab: laestabOf(school), "la-code": laCode }),
    ...(phase ? { phase } : {}),
    addressLines: addressLinesOf(school),
    ...(town ? { town } : {}),
    ...(postcode ? { postcode } : {}),
    ...(region ? { region } : {}),
    ...(pupils === undefined ? {} : { pupils }),
    registeredAt: now,
  };
}

/** A trust of the groups file as it becomes one. */
export function organisationOfTrust(trust: Trust, organisationId: string, now: string): Organisation {
  const today = londonDateOf(now);
  const since = trust.openedOn !== undefined && trust.openedOn < today ? trust.openedOn : today;
  const { uid, ukprn, companyNumber } = trust;
  return {
    organisationId,
    kind: "trust",
    name: trust.name,
    identifiers: numbersOf(since, { "trust-uid": uid, ukprn, "company-number": companyNumber }),
    ...(trust.closedOn ? { closedOn: trust.closedOn } : {}),
    registeredAt: now,
  };
}

/** The numbers of an organisation that lead to it. */
export const leadingNumbers = ({ kind, identifiers }: Pick<Organisation, "kind" | "identifiers">): Identifier[] =>
  identifiers.filter(({ scheme }) => identifies(kind, scheme));

/**
 * A new organisation with an alias for each number it is found by. Its first number must be free, so that of two who
 * register it at once one is refused. The others are left where they are: an academy keeps its predecessor's LAEstab.
 * A school is tied to its trusts and its authority, which may cover it.
 */
export async function registrationPuts(ctx: Ctx, organisation: Organisation, register?: Register): Promise<Put[]> {
  const { organisationId } = organisation;
  const [first, ...others] = leadingNumbers(organisation);
  const takenBy = await Promise.all(
    others.map(({ scheme, value }) => ctx.table.get(aliasKey(scheme, value), Alias, { consistent: true })),
  );
  const free = others.filter((_, at) => takenBy[at] === undefined);
  return [
    organisationPut(organisation, 1),
    ...[first, ...free].flatMap((each) => (each ? [aliasPut(each.scheme, each.value, organisationId)] : [])),
    ...(register ? coverageByRegister(organisation, register).map((link) => coveragePut(link, 1)) : []),
  ];
}
