import { grantKey, grantPut } from "@alliance/entitlement";
import type { Key, Pattern, Put, Remove } from "@alliance/store";
import { grantOf, type Term } from "../schema/term.ts";
import { organisationPk, sortName } from "./organisation.ts";

export const termKey = (organisationId: string, academicYear: string): Key => ({
  pk: organisationPk(organisationId),
  sk: `term#${academicYear}`,
});

/** Newest year first. */
export const termsOf = (organisationId: string): Pattern => ({
  pk: organisationPk(organisationId),
  skPrefix: "term#",
  descending: true,
  limit: 10,
});

/** The members of a year, by name. */
export const membersOf = (academicYear: string): Omit<Pattern, "limit"> => ({
  index: "gsi1",
  pk: `term#${academicYear}#active`,
});

/** Terms in force that end in a month, "2027-08": how the nightly run finds whom to remind. */
export const termsEnding = (month: string): Omit<Pattern, "limit"> => ({ index: "gsi2", pk: `terms-ending#${month}` });

/** Alone only where its grant lies elsewhere: a merge moves the two apart. */
export const termPut = (term: Term, version: number): Put => ({
  key: termKey(term.organisationId, term.academicYear),
  entity: "membership.term",
  version,
  data: term,
  ...(term.status === "active" && term.mergedInto === undefined
    ? {
        gsi1: {
          pk: `term#${term.academicYear}#active`,
          sk: `${sortName(term.organisationName)}#${term.organisationId}`,
        },
        gsi2: { pk: `terms-ending#${term.endsOn.slice(0, 7)}`, sk: `${term.endsOn}#${term.membershipId}` },
      }
    : {}),
});

/** The term and the grant it gives: always in one commit, so both carry the same version. */
export const termPuts = (term: Term, version: number): readonly Put[] => [
  termPut(term, version),
  grantPut(grantOf(term), version),
];

export const termRemoves = (term: Term, version: number): readonly Remove[] => [
  { key: termKey(term.organisationId, term.academicYear), version },
  { key: grantKey(term), version },
];
