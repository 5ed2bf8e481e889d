import type { Grant } from "@alliance/entitlement";
import type { Table } from "@alliance/store";
import { type OrganisationKind, organisationKinds } from "../schema/organisation.ts";
import { currentTypes } from "../types/read-type.ts";

export interface Benefit {
  readonly benefitId: string;
  readonly name: string;
}

/**
 * What is on sale today, to organisations of some kinds or to all, and what was sold to somebody: each once, so that
 * a "no" can be explained as well.
 */
export async function knownBenefits(
  table: Table,
  grants: readonly Grant[],
  kinds: readonly OrganisationKind[] = organisationKinds,
): Promise<readonly Benefit[]> {
  const types = (await currentTypes(table)).map(({ content }) => content);
  const open = types.filter(
    ({ isOnSale, eligibleKinds }) => isOnSale && eligibleKinds.some((of) => kinds.includes(of)),
  );
  const all = [...open, ...grants].flatMap(({ benefits }) => benefits);
  return [...new Map(all.map(({ benefitId, name }) => [benefitId, { benefitId, name }])).values()];
}
