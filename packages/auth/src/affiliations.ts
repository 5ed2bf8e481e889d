import {
  type ActorAffiliation,
  affiliationRoles,
  type LondonDate,
  LondonDate as LondonDateSchema,
} from "@alliance/core";
import type { Key, Put, Table } from "@alliance/store";
import * as z from "zod";

/** Somebody's role at an organisation, from a day to a day; written by membership, read by every sign-in. */
export const Affiliation = z.object({
  personId: z.string(),
  organisationId: z.string(),
  role: z.enum(affiliationRoles),
  from: LondonDateSchema,
  /** The last day of it. */
  until: LondonDateSchema.optional(),
});
export type Affiliation = z.infer<typeof Affiliation>;

export const affiliationKey = (affiliation: Pick<Affiliation, "personId" | "organisationId" | "role">): Key => ({
  pk: `person#${affiliation.personId}`,
  sk: `affiliation#${affiliation.organisationId}#${affiliation.role}`,
});

/** Found by person at sign-in and by organisation on its page. */
export const affiliationPut = (affiliation: Affiliation, version: number): Put => ({
  key: affiliationKey(affiliation),
  entity: "affiliation",
  version,
  data: affiliation,
  gsi1: {
    pk: `organisation-people#${affiliation.organisationId}`,
    sk: `affiliation#${affiliation.role}#${affiliation.personId}`,
  },
});

/** Those in force on a day. A person has a handful; a hundred is the page's end. */
export async function affiliationsOf(table: Table, personId: string, on: LondonDate): Promise<ActorAffiliation[]> {
  const pattern = { pk: `person#${personId}`, skPrefix: "affiliation#", limit: 100 };
  const { items } = await table.query(pattern, Affiliation);
  return items
    .map(({ data }) => data)
    .filter(({ from, until }) => from <= on && (until === undefined || until >= on))
    .map(({ organisationId, role }) => ({ organisationId, role }));
}

export async function peopleOf(table: Table, organisationId: string): Promise<readonly Affiliation[]> {
  const pattern = { index: "gsi1", pk: `organisation-people#${organisationId}`, limit: 100 } as const;
  return (await table.query(pattern, Affiliation)).items.map(({ data }) => data);
}
