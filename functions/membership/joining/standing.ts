import { academicYearOf, type LondonDate, plusDays } from "@alliance/core";
import type { Grant } from "@alliance/entitlement";
import type { Ctx, Key, Stored } from "@alliance/store";
import { termKey } from "../keys/term.ts";
import type { EstablishmentLink } from "../register/establishment.ts";
import type { Register } from "../register/register.ts";
import type { Term } from "../schema/term.ts";
import type { Candidate } from "./candidate.ts";

interface Standing {
  readonly candidate: Candidate;
}

/** What the register and its own membership say of somebody, before whoever may cover it is asked. */
export type OwnStanding =
  | (Standing & { readonly state: "closed"; readonly successors: readonly EstablishmentLink[] })
  | (Standing & { readonly state: "proposed" })
  | (Standing & { readonly state: "member"; readonly until: LondonDate })
  | (Standing & { readonly state: "being-joined" })
  | (Standing & { readonly state: "yours"; readonly applicationId: string });

/** Where somebody stands with us today, and whether one may join for them. */
export type JoinState =
  | { readonly state: "unknown" }
  | OwnStanding
  | (Standing & { readonly state: "open" })
  /** By the membership of its trust or authority. */
  | (Standing & { readonly state: "covered"; readonly grant: Grant });

/** Where a term lies that runs today: claimed by this academic year, or by the last one and reaching into this. */
export function runningTermKeys(organisationId: string, today: LondonDate): readonly [Key, Key] {
  const year = academicYearOf(today);
  const last = academicYearOf(plusDays(year.startsOn, -1));
  return [termKey(organisationId, year.name), termKey(organisationId, last.name)];
}

/** Of what lies under those keys. A term of the last year runs on when it is rolling, or of somebody who came late. */
export function runningTerm(
  [own, earlier]: readonly (Stored<Term> | undefined)[],
  today: LondonDate,
): Term | undefined {
  if (own !== undefined) return own.data;
  return earlier !== undefined && earlier.data.endsOn >= today ? earlier.data : undefined;
}

/** Undefined for whoever may join unless a trust or an authority covers them. */
export function ownStanding(
  ctx: Ctx,
  register: Register,
  candidate: Candidate,
  term: Term | undefined,
): OwnStanding | undefined {
  if (candidate.school?.status === "proposed") return { state: "proposed", candidate };
  if (term?.status === "active") return { state: "member", candidate, until: term.endsOn };
  if (candidate.isClosed) {
    return { state: "closed", candidate, successors: candidate.urn ? register.successorsOf(candidate.urn) : [] };
  }
  if (term === undefined) return undefined;
  const isYours = ctx.actor.kind === "person" && ctx.actor.personId === term.applicantId;
  return isYours
    ? { state: "yours", candidate, applicationId: term.applicationId }
    : { state: "being-joined", candidate };
}
