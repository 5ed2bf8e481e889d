import { academicYearOf, type LondonDate, londonDateOf, plusDays } from "@alliance/core";
import type { Grant } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { type Candidate, findCandidate } from "../joining/candidate.ts";
import { type Coverers, coveredBy } from "../joining/covered-by.ts";
import { termKey } from "../keys/term.ts";
import type { EstablishmentLink } from "../register/establishment.ts";
import type { Register } from "../register/register.ts";
import type { NewOrganisation } from "../schema/application.ts";
import { Term } from "../schema/term.ts";

interface Standing {
  readonly candidate: Candidate;
}

/** Where somebody stands with us today, and whether one may join for them. */
export type JoinState =
  | { readonly state: "unknown" }
  | (Standing & { readonly state: "closed"; readonly successors: readonly EstablishmentLink[] })
  | (Standing & { readonly state: "proposed" })
  | (Standing & { readonly state: "open" })
  | (Standing & { readonly state: "member"; readonly until: LondonDate })
  /** By the membership of its trust or authority. */
  | (Standing & { readonly state: "covered"; readonly grant: Grant })
  | (Standing & { readonly state: "being-joined" })
  | (Standing & { readonly state: "yours"; readonly applicationId: string });

export interface JoinStateOptions {
  /** Sees every commit before it: for pages that act, not for lists. */
  readonly consistent?: boolean;
  readonly described?: NewOrganisation | undefined;
  readonly coverers?: Coverers;
}

export async function readJoinState(
  ctx: Ctx,
  register: Register,
  who: string,
  options: JoinStateOptions = {},
): Promise<JoinState> {
  const candidate = await findCandidate(ctx, register, who, options);
  if (candidate === undefined) return { state: "unknown" };
  if (candidate.school?.status === "proposed") return { state: "proposed", candidate };
  const today = londonDateOf(ctx.clock.now());
  const term = await runningTerm(ctx, candidate, today, options.consistent ?? false);
  if (term?.status === "active") return { state: "member", candidate, until: term.endsOn };
  if (candidate.isClosed) {
    return { state: "closed", candidate, successors: candidate.urn ? register.successorsOf(candidate.urn) : [] };
  }
  if (term !== undefined) {
    const isYours = ctx.actor.kind === "person" && ctx.actor.personId === term.applicantId;
    return isYours
      ? { state: "yours", candidate, applicationId: term.applicationId }
      : { state: "being-joined", candidate };
  }
  const grant = await coveredBy(ctx, register, candidate, today, options.coverers);
  return grant ? { state: "covered", candidate, grant } : { state: "open", candidate };
}

/** The term of this academic year, or one of the last that reaches into it: rolling, or of somebody who came late. */
async function runningTerm(
  ctx: Ctx,
  { organisationId }: Candidate,
  today: LondonDate,
  consistent: boolean,
): Promise<Term | undefined> {
  if (organisationId === undefined) return undefined;
  const year = academicYearOf(today);
  const termOf = async ({ name }: { readonly name: string }) =>
    (await ctx.table.get(termKey(organisationId, name), Term, { consistent }))?.data;
  const own = await termOf(year);
  if (own !== undefined) return own;
  const earlier = await termOf(academicYearOf(plusDays(year.startsOn, -1)));
  return earlier !== undefined && earlier.endsOn >= today ? earlier : undefined;
}
