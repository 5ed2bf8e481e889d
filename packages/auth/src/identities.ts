import type { Stored, Table } from "@alliance/store";
import * as z from "zod";

/** An account at the sign-in service that leads to a person. Those of before do not say which account it is. */
const KnownIdentity = z.object({
  personId: z.string(),
  issuer: z.string().optional(),
  subject: z.string().optional(),
});
export type KnownIdentity = z.infer<typeof KnownIdentity>;

/** The accounts that lead to a person: for erasing them. */
export async function identitiesOf(table: Table, personId: string): Promise<readonly Stored<KnownIdentity>[]> {
  const pattern = { index: "gsi1", pk: `person-identities#${personId}`, limit: 100 } as const;
  return (await table.query(pattern, KnownIdentity)).items;
}
