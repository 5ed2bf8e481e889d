import { type ActorAffiliation, academicYearOf, type LondonDate, londonDateOf, Problem } from "@alliance/core";
import { type Decision, decide, type Grant, grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { applicationsBy } from "../keys/application.ts";
import { organisationKey } from "../keys/organisation.ts";
import { termsOf } from "../keys/term.ts";
import { currentSchoolType } from "../membership-types.ts";
import { Application } from "../schema/application.ts";
import { Organisation } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";

export interface OwnOrganisation {
  readonly organisation: Organisation;
  readonly roles: readonly ActorAffiliation["role"][];
  /** Newest year first. */
  readonly terms: readonly Term[];
  readonly currentTerm: Term | undefined;
}

export interface OwnMembership {
  readonly organisations: readonly OwnOrganisation[];
  /** Everything of one's own that did not end in a membership. */
  readonly openApplications: readonly Application[];
  readonly benefits: readonly { readonly benefitId: string; readonly name: string; readonly decision: Decision }[];
}

/** What somebody sees first in the portal: their schools, their applications, and what they may use today. */
export async function readMembership(ctx: Ctx): Promise<OwnMembership> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Problem("not-signed-in", "Please sign in first.");
  const today = londonDateOf(ctx.clock.now());
  const byOrganisation = Map.groupBy(actor.affiliations, ({ organisationId }) => organisationId);
  const [organisations, applications, grants] = await Promise.all([
    Promise.all([...byOrganisation].map(([id, roles]) => readOwn(ctx, id, roles, today))),
    ctx.table.query(applicationsBy(actor.personId), Application),
    grantsOf(ctx.table, [...byOrganisation.keys()], today),
  ]);
  const present = organisations.filter((own) => own !== undefined);
  const benefits = knownBenefits(grants).map(({ benefitId, name }) => ({
    benefitId,
    name,
    decision: decide({ grants, benefit: { benefitId, name }, on: today }),
  }));
  return {
    organisations: present,
    openApplications: applications.items.map(({ data }) => data).filter(({ status }) => status !== "active"),
    benefits,
  };
}

async function readOwn(
  ctx: Ctx,
  organisationId: string,
  affiliations: readonly ActorAffiliation[],
  today: LondonDate,
): Promise<OwnOrganisation | undefined> {
  const [organisation, terms] = await Promise.all([
    ctx.table.get(organisationKey(organisationId), Organisation),
    ctx.table.query(termsOf(organisationId), Term),
  ]);
  if (organisation === undefined) return undefined;
  const year = academicYearOf(today).name;
  const all = terms.items.map(({ data }) => data);
  return {
    organisation: organisation.data,
    roles: affiliations.map(({ role }) => role),
    terms: all,
    currentTerm: all.find(({ academicYear }) => academicYear === year),
  };
}

/** What was sold to them, and what is on offer today: so that a "no" can be explained as well. */
function knownBenefits(grants: readonly Grant[]): { benefitId: string; name: string }[] {
  const all = [...currentSchoolType().benefits, ...grants.flatMap(({ benefits }) => benefits)];
  return [
    ...new Map(all.toReversed().map(({ benefitId, name }) => [benefitId, { benefitId, name }])).values(),
  ].reverse();
}
