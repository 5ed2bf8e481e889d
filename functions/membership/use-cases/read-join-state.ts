import { academicYearOf, type LondonDate, londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { aliasKey } from "../keys/organisation.ts";
import { termKey } from "../keys/term.ts";
import type { Establishment, EstablishmentLink } from "../register/establishment.ts";
import type { Register } from "../register/register.ts";
import { Alias } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";

/** Where a school stands with us this academic year, and whether somebody may join for it. */
export type JoinState =
  | { readonly state: "unknown" }
  | { readonly state: "closed"; readonly school: Establishment; readonly successors: readonly EstablishmentLink[] }
  | { readonly state: "proposed"; readonly school: Establishment }
  | { readonly state: "open"; readonly school: Establishment; readonly organisationId?: string }
  | { readonly state: "member"; readonly school: Establishment; readonly until: LondonDate }
  | { readonly state: "being-joined"; readonly school: Establishment }
  | { readonly state: "yours"; readonly school: Establishment; readonly applicationId: string };

export async function readJoinState(
  ctx: Ctx,
  register: Register,
  urn: string,
  options?: { readonly consistent: boolean },
): Promise<JoinState> {
  const school = register.find(urn);
  if (school === undefined) return { state: "unknown" };
  if (school.status === "proposed") return { state: "proposed", school };
  const alias = await ctx.table.get(aliasKey("urn", urn), Alias, options);
  const isClosed = school.status === "closed";
  if (alias === undefined) return isClosed ? closed(register, school) : { state: "open", school };
  const { organisationId } = alias.data;
  const year = academicYearOf(londonDateOf(ctx.clock.now())).name;
  const term = (await ctx.table.get(termKey(organisationId, year), Term, options))?.data;
  if (term?.status === "active") return { state: "member", school, until: term.endsOn };
  if (isClosed) return closed(register, school);
  if (term === undefined) return { state: "open", school, organisationId };
  const isYours = ctx.actor.kind === "person" && ctx.actor.personId === term.applicantId;
  return isYours ? { state: "yours", school, applicationId: term.applicationId } : { state: "being-joined", school };
}

const closed = (register: Register, school: Establishment): JoinState => ({
  state: "closed",
  school,
  successors: register.successorsOf(school.urn),
});
