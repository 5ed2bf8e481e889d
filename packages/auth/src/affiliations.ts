import {
  type ActorAffiliation,
  affiliationRoles,
  type LondonDate,
  LondonDate as LondonDateSchema,
  plusDays,
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
  /** The same role at earlier times, oldest first: somebody left and came back. */
  earlier: z.array(z.object({ from: LondonDateSchema, until: LondonDateSchema })).optional(),
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

const covers = ({ from, until }: { from: LondonDate; until?: LondonDate | undefined }, on: LondonDate): boolean =>
  from <= on && (until === undefined || until >= on);

export const isInForce = (affiliation: Affiliation, on: LondonDate): boolean =>
  covers(affiliation, on) || (affiliation.earlier ?? []).some((spell) => covers(spell, on));

/** The role from a day on, without an end. What it was before stays in its history; a gap of no day is none. */
export function roleFrom(
  before: Affiliation | undefined,
  who: Pick<Affiliation, "personId" | "organisationId" | "role">,
  from: LondonDate,
): Affiliation {
  const { personId, organisationId, role } = who;
  if (before === undefined) return { personId, organisationId, role, from };
  const { until, ...running } = before;
  if (until === undefined || until >= plusDays(from, -1)) {
    return { ...running, from: before.from < from ? before.from : from };
  }
  return { ...running, from, earlier: [...(before.earlier ?? []), { from: before.from, until }] };
}

/** The role with a last day; one before its first day means that it never began. */
export const roleUntil = (before: Affiliation, until: LondonDate): Affiliation => ({ ...before, until });

/** All of somebody's, ended ones too. A person has a handful; a hundred is the page's end. */
export async function affiliationHistoryOf(table: Table, personId: string): Promise<readonly Affiliation[]> {
  const pattern = { pk: `person#${personId}`, skPrefix: "affiliation#", limit: 100 };
  return (await table.query(pattern, Affiliation)).items.map(({ data }) => data);
}

/** Those in force on a day. */
export async function affiliationsOf(table: Table, personId: string, on: LondonDate): Promise<ActorAffiliation[]> {
  return (await affiliationHistoryOf(table, personId))
    .filter((affiliation) => isInForce(affiliation, on))
    .map(({ organisationId, role }) => ({ organisationId, role }));
}

/** Everybody an organisation has, had or will have. */
export async function peopleOf(table: Table, organisationId: string): Promise<readonly Affiliation[]> {
  const pattern = { index: "gsi1", pk: `organisation-people#${organisationId}`, limit: 100 } as const;
  return (await table.query(pattern, Affiliation)).items.map(({ data }) => data);
}
