import { londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { findCandidate } from "../joining/candidate.ts";
import { coveredBy } from "../joining/covered-by.ts";
import { type JoinState, ownStanding, runningTerm, runningTermKeys } from "../joining/standing.ts";
import type { Register } from "../register/register.ts";
import type { NewOrganisation } from "../schema/application.ts";
import { Term } from "../schema/term.ts";

export interface JoinStateOptions {
  /** Sees every commit before it: for pages that act, not for lists. */
  readonly consistent?: boolean;
  readonly described?: NewOrganisation | undefined;
}

export async function readJoinState(
  ctx: Ctx,
  register: Register,
  who: string,
  options: JoinStateOptions = {},
): Promise<JoinState> {
  const candidate = await findCandidate(ctx, register, who, options);
  if (candidate === undefined) return { state: "unknown" };
  const today = londonDateOf(ctx.clock.now());
  const keys = candidate.organisationId === undefined ? [] : runningTermKeys(candidate.organisationId, today);
  const terms = await ctx.table.getMany(keys, Term, { consistent: options.consistent ?? false });
  const own = ownStanding(ctx, register, candidate, runningTerm(terms, today));
  if (own) return own;
  const grant = await coveredBy(ctx, register, candidate, today);
  return grant ? { state: "covered", candidate, grant } : { state: "open", candidate };
}
