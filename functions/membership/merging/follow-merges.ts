import type { Stored, Table } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { Organisation } from "../schema/organisation.ts";

/** More than merges in a row ever come to. */
const mostMerges = 5;

/** The organisation of an id, or the one that it became part of: an old id leads on for ever. */
export async function followMerges(table: Table, organisationId: string): Promise<Stored<Organisation> | undefined> {
  let next: string | undefined = organisationId;
  let found: Stored<Organisation> | undefined;
  for (let hop = 0; next !== undefined && hop <= mostMerges; hop++) {
    found = await table.get(organisationKey(next), Organisation);
    next = found?.data.mergedInto;
  }
  return found;
}
