import type { Key, Pattern, Put } from "@alliance/store";
import type { Term } from "../schema/term.ts";
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

export const termPut = (term: Term, version: number): Put => ({
  key: termKey(term.organisationId, term.academicYear),
  entity: "membership.term",
  version,
  data: term,
  ...(term.status === "active"
    ? {
        gsi1: {
          pk: `term#${term.academicYear}#active`,
          sk: `${sortName(term.organisationName)}#${term.organisationId}`,
        },
      }
    : {}),
});
