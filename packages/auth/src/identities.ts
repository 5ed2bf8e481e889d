import type { Stored, Table } from "@alliance/store";
import * as z from "zod";

/** The accounts that lead to a person: for erasing them. */
export async function identitiesOf(table: Table, personId: string): Promise<readonly Stored<unknown>[]> {
  const pattern = { index: "gsi1", pk: `person-identities#${personId}`, limit: 100 } as const;
  return (await table.query(pattern, z.object({ personId: z.string() }))).items;
}
