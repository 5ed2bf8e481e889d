import { type LondonDate, plusDays } from "@alliance/core";
import type { Identifier, Organisation, Scheme } from "../schema/organisation.ts";
import type { Establishment } from "./establishment.ts";
import { organisationOfSchool } from "./registration.ts";

/** The same organisation under another name; the old one is kept with its last day. */
export function renamed(organisation: Organisation, name: string, today: LondonDate): Organisation {
  if (organisation.name === name) return organisation;
  const formerNames = [...(organisation.formerNames ?? []), { name: organisation.name, until: today }];
  return { ...organisation, name, formerNames };
}

const numbersOfSchools: readonly Scheme[] = ["urn", "ukprn", "laestab", "la-code"];
const isSame = (a: Identifier, b: Identifier): boolean => a.scheme === b.scheme && a.value === b.value;

/**
 * The organisation carries on as the school that followed: it keeps its id and its history, its old numbers end on the
 * eve, and those of the successor begin. A number that both schools share, as the LAEstab often is, goes on.
 */
export function carriedOn(
  organisation: Organisation,
  successor: Establishment,
  { from, now }: { from: LondonDate; now: string },
): Organisation {
  const as = organisationOfSchool(successor, organisation.organisationId, now);
  const added = as.identifiers.map((number) => ({ ...number, from }));
  const kept = organisation.identifiers.map((number) => {
    const ends = number.until === undefined && numbersOfSchools.includes(number.scheme);
    if (!ends || added.some((each) => isSame(each, number))) return number;
    const eve = plusDays(from, -1);
    return { ...number, until: [eve, number.from].sort()[1] ?? eve };
  });
  const { closedOn: _, ...open } = renamed(organisation, successor.name, plusDays(from, -1));
  const { phase, addressLines, town, postcode, region, pupils } = as;
  return {
    ...open,
    identifiers: [...kept, ...added.filter((number) => !kept.some((each) => isSame(each, number) && !each.until))],
    ...Object.fromEntries(
      Object.entries({ phase, addressLines, town, postcode, region, pupils }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  };
}
