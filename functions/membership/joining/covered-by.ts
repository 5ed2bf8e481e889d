import type { LondonDate } from "@alliance/core";
import { type Coverage, coveredGrant, covererKey, Grant, grantsPattern } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { coverageByRegister } from "../register/coverage.ts";
import type { Register } from "../register/register.ts";
import { Alias } from "../schema/organisation.ts";
import type { Candidate } from "./candidate.ts";

/** Names whoever covers: by its number in the register. */
export const covererName = ({ scheme, value }: Coverage["by"]): string => `${scheme}#${value}`;

/** Who may cover a school on a day, by the register: its trust and its authority. */
export function tiesOf(ctx: Ctx, register: Register, candidate: Candidate, today: LondonDate): readonly Coverage[] {
  if (candidate.kind !== "school") return [];
  const school = candidate.organisation(candidate.organisationId ?? "org_", ctx.clock.now());
  return coverageByRegister(school, register).filter(
    ({ from, until }) => from <= today && (until === undefined || today <= until),
  );
}

/** Of the memberships that whoever covers a school has, the one that reaches it today; the longest one. */
export function longestCover(
  ties: readonly Coverage[],
  grantsBy: ReadonlyMap<string, readonly Grant[]>,
  today: LondonDate,
): Grant | undefined {
  return ties
    .flatMap((tie) => (grantsBy.get(covererName(tie.by)) ?? []).flatMap((grant) => coveredGrant(grant, tie) ?? []))
    .filter(({ status, from, until }) => status === "active" && from <= today && today <= until)
    .sort((a, b) => (a.until > b.until ? -1 : 1))[0];
}

/** What an organisation's memberships give. */
export async function grantsOf(ctx: Ctx, organisationId: string): Promise<readonly Grant[]> {
  const { items } = await ctx.table.query(grantsPattern(organisationId), Grant);
  return items.map(({ data }) => data);
}

/** The membership of its trust or authority that reaches somebody today. */
export async function coveredBy(
  ctx: Ctx,
  register: Register,
  candidate: Candidate,
  today: LondonDate,
): Promise<Grant | undefined> {
  const ties = tiesOf(ctx, register, candidate, today);
  const grants = await Promise.all(
    ties.map(async ({ by }) => {
      const alias = await ctx.table.get(covererKey(by.scheme, by.value), Alias);
      return [covererName(by), alias ? await grantsOf(ctx, alias.data.organisationId) : []] as const;
    }),
  );
  return longestCover(ties, new Map(grants), today);
}
