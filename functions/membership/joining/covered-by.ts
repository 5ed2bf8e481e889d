import type { LondonDate } from "@alliance/core";
import { type Coverage, coveredGrant, covererKey, Grant, grantsPattern } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { coverageByRegister } from "../register/coverage.ts";
import type { Register } from "../register/register.ts";
import { Alias } from "../schema/organisation.ts";
import type { Candidate } from "./candidate.ts";

/** Grants of trusts and authorities that were read already: many schools of a search are in the same one. */
export type Coverers = Map<string, Promise<readonly Grant[]>>;

async function grantsOf(ctx: Ctx, { scheme, value }: Coverage["by"]): Promise<readonly Grant[]> {
  const alias = await ctx.table.get(covererKey(scheme, value), Alias);
  if (alias === undefined) return [];
  const { items } = await ctx.table.query(grantsPattern(alias.data.organisationId), Grant);
  return items.map(({ data }) => data);
}

/** The membership of its trust or authority that reaches a school today, by the register; the longest one. */
export async function coveredBy(
  ctx: Ctx,
  register: Register,
  candidate: Candidate,
  today: LondonDate,
  coverers: Coverers = new Map(),
): Promise<Grant | undefined> {
  if (candidate.kind !== "school") return undefined;
  const school = candidate.organisation(candidate.organisationId ?? "org_", ctx.clock.now());
  const links = coverageByRegister(school, register).filter(
    ({ from, until }) => from <= today && (until === undefined || today <= until),
  );
  const offered = await Promise.all(
    links.map(async (link) => {
      const name = `${link.by.scheme}#${link.by.value}`;
      const reading = coverers.get(name) ?? grantsOf(ctx, link.by);
      coverers.set(name, reading);
      return (await reading).flatMap((grant) => coveredGrant(grant, link) ?? []);
    }),
  );
  return offered
    .flat()
    .filter(({ status, from, until }) => status === "active" && from <= today && today <= until)
    .sort((a, b) => (a.until > b.until ? -1 : 1))[0];
}
