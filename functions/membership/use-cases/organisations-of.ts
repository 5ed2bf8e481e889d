import type { Table } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { Organisation } from "../schema/organisation.ts";

/** The organisations of these ids in their order, in one request a hundred; one that is missing is left out. */
export async function organisationsOf(table: Table, organisationIds: readonly string[]): Promise<Organisation[]> {
  const found = await table.getMany(organisationIds.map(organisationKey), Organisation);
  return found.flatMap((stored) => (stored ? [stored.data] : []));
}
