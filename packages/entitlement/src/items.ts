import type { Key, Pattern, Put } from "@alliance/store";
import type { Coverage, CoverageScheme, Grant } from "./grant.ts";

const partitionOf = (organisationId: string): string => `entitlement#${organisationId}`;

export const grantKey = (grant: Pick<Grant, "organisationId" | "membershipId">): Key => ({
  pk: partitionOf(grant.organisationId),
  sk: `grant#${grant.membershipId}`,
});

/** In the same commit as the term it comes from. */
export const grantPut = (grant: Grant, version: number): Put => ({
  key: grantKey(grant),
  entity: "entitlement.grant",
  version,
  data: grant,
});

export const coverageKey = ({ organisationId, by, from }: Pick<Coverage, "organisationId" | "by" | "from">): Key => ({
  pk: partitionOf(organisationId),
  sk: `covered#${by.scheme}#${by.value}#${from}`,
});

export const coveragePut = (coverage: Coverage, version: number): Put => ({
  key: coverageKey(coverage),
  entity: "entitlement.coverage",
  version,
  data: coverage,
});

/** Grants, newest first, then coverage links: all of an organisation in one query. */
export const entitlementOf = (organisationId: string): Pattern => ({
  pk: partitionOf(organisationId),
  descending: true,
  limit: 100,
});

export const coverageOf = (organisationId: string): Pattern => ({
  pk: partitionOf(organisationId),
  skPrefix: "covered#",
  limit: 100,
});

export const grantsPattern = (organisationId: string): Pattern => ({
  pk: partitionOf(organisationId),
  skPrefix: "grant#",
  descending: true,
  limit: 20,
});

/** Where membership keeps who an outside number belongs to. */
export const covererKey = (scheme: CoverageScheme, value: string): Key => ({
  pk: `alias#${scheme}#${value}`,
  sk: "alias",
});
