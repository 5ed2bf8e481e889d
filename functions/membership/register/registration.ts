import { type LondonDate, londonDateOf } from "@alliance/core";
import type { Ctx, Put } from "@alliance/store";
import { aliasKey, aliasPut, organisationPut } from "../keys/organisation.ts";
import { Alias, type Identifier, identifies, type Organisation, type Scheme } from "../schema/organisation.ts";
import { addressLinesOf, type Establishment, laestabOf } from "./establishment.ts";

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

const identifiersOf = ({ kind, identifiers }: Organisation): Identifier[] =>
  identifiers.filter(({ scheme }) => identifies(kind, scheme));

/**
 * A new organisation with an alias for each number it is found by. Its first number must be free, so that of two who
 * register it at once one is refused. The others are taken where they are: an academy keeps its predecessor's LAEstab.
 */
export async function registrationPuts(ctx: Ctx, organisation: Organisation): Promise<Put[]> {
  const { organisationId } = organisation;
  const [first, ...others] = identifiersOf(organisation);
  const takenBy = await Promise.all(
    others.map(({ scheme, value }) => ctx.table.get(aliasKey(scheme, value), Alias, { consistent: true })),
  );
  const free = others.filter((_, at) => takenBy[at] === undefined);
  return [
    organisationPut(organisation, 1),
    ...[first, ...free].flatMap((each) => (each ? [aliasPut(each.scheme, each.value, organisationId)] : [])),
  ];
}
