import { type LondonDate, plusDays } from "@alliance/core";
import type { Table } from "@alliance/store";
import * as z from "zod";
import { Coverage, type CoverageScheme, Grant } from "./grant.ts";
import { covererKey, entitlementOf, grantsPattern } from "./items.ts";

const GrantOrCoverage = z.lazy(() => z.union([Grant, Coverage]));
const Coverer = z.object({ organisationId: z.string() });

/** Which memberships reach the schools that are tied to their holder in this way. */
const reaches = { "trust-uid": "its-schools", "la-code": "its-authority-schools" } as const satisfies Record<
  CoverageScheme,
  Grant["covers"]
>;

/**
 * Every grant of some organisations, own and through whoever covers them, for a question about a day. Ties that end
 * more than a year before it, or begin more than a year after, are not followed: they would explain nothing.
 * One query an organisation; one get and one query for each trust or authority.
 */
export async function grantsOf(table: Table, organisationIds: readonly string[], on: LondonDate): Promise<Grant[]> {
  const own = await Promise.all(
    [...new Set(organisationIds)].map(async (organisationId) => {
      const { items } = await table.query(entitlementOf(organisationId), GrantOrCoverage);
      return items.map(({ data }) => data);
    }),
  );
  const found = own.flat();
  const grants = found.filter((each): each is Grant => "membershipId" in each);
  const coverages = found.filter((each): each is Coverage => "by" in each && isNear(each, on));
  const coverers = new Map<string, Promise<Grant[]>>();
  for (const { by } of coverages) {
    const name = `${by.scheme}#${by.value}`;
    if (!coverers.has(name)) coverers.set(name, grantsOfCoverer(table, by));
  }
  const covered = await Promise.all(
    coverages.map(async (coverage) => {
      const offered = (await coverers.get(`${coverage.by.scheme}#${coverage.by.value}`)) ?? [];
      return offered.flatMap((grant) => coveredGrant(grant, coverage) ?? []);
    }),
  );
  return [...grants, ...covered.flat()];
}

const isNear = ({ from, until }: Coverage, on: LondonDate): boolean =>
  from <= plusDays(on, 366) && (until === undefined || until >= plusDays(on, -366));

async function grantsOfCoverer(table: Table, { scheme, value }: Coverage["by"]): Promise<Grant[]> {
  const alias = await table.get(covererKey(scheme, value), Coverer);
  if (alias === undefined) return [];
  const { items } = await table.query(grantsPattern(alias.data.organisationId), Grant);
  return items.map(({ data }) => data);
}

/**
 * The coverer's membership as the school has it: cut to the days on which the school belongs to it, and without grace
 * once the school has left. Nothing when the two never meet.
 */
export function coveredGrant(grant: Grant, coverage: Coverage): Grant | undefined {
  const { organisationId, organisationName, by, from, until } = coverage;
  if (grant.covers !== reaches[by.scheme] || grant.organisationId === organisationId) return undefined;
  const cut = {
    from: later(grant.from, from),
    until: until === undefined ? grant.until : earlier(grant.until, until),
    graceUntil: until === undefined ? grant.graceUntil : earlier(grant.graceUntil, until),
  };
  if (cut.from > cut.graceUntil) return undefined;
  return {
    ...grant,
    ...cut,
    organisationId,
    organisationName,
    covers: "itself",
    via: {
      organisationId: grant.organisationId,
      organisationName: grant.organisationName,
      scheme: by.scheme,
      from,
      ...(until === undefined ? {} : { until }),
    },
  };
}

const earlier = (a: LondonDate, b: LondonDate): LondonDate => (a < b ? a : b);
const later = (a: LondonDate, b: LondonDate): LondonDate => (a > b ? a : b);
