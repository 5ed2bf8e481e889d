import { canFor } from "@alliance/auth";
import { type ActorAffiliation, type LondonDate, londonDateOf, Problem } from "@alliance/core";
import { type Decision, decide, type Grant, grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { applicationsBy } from "../keys/application.ts";
import { organisationKey } from "../keys/organisation.ts";
import { termsOf } from "../keys/term.ts";
import { Application } from "../schema/application.ts";
import { Organisation } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";
import { knownBenefits } from "../terms/known-benefits.ts";
import { type Renewal, renewalOn } from "../terms/renewal.ts";
import { standingOn, type TermStanding } from "../terms/standing.ts";

export interface OwnOrganisation {
  readonly organisation: Organisation;
  readonly roles: readonly ActorAffiliation["role"][];
  /** Newest year first. */
  readonly terms: readonly Term[];
  /** How their own membership stands today. */
  readonly standing: TermStanding;
  readonly renewal: Renewal;
  readonly mayRenew: boolean;
  /** What reaches them through a trust or an authority, also what has ended within a year. */
  readonly covered: readonly Grant[];
}

export interface OwnMembership {
  readonly today: LondonDate;
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
    Promise.all([...byOrganisation].map(([id, roles]) => readProfile(ctx, id, roles))),
    ctx.table.query(applicationsBy(actor.personId), Application),
    grantsOf(ctx.table, [...byOrganisation.keys()], today),
  ]);
  const present = organisations
    .filter((own) => own !== undefined)
    .map(({ organisation, roles, terms }) => ({
      ...{ organisation, roles, terms },
      standing: standingOn(terms, today),
      renewal: renewalOn(terms, today),
      mayRenew: canFor(actor, "membership.renew", organisation.organisationId),
      covered: grants.filter(({ organisationId, via }) => via && organisationId === organisation.organisationId),
    }));
  const kinds = present.length > 0 ? present.map(({ organisation }) => organisation.kind) : (["school"] as const);
  const benefits = (await knownBenefits(ctx.table, grants, kinds)).map(({ benefitId, name }) => ({
    benefitId,
    name,
    decision: decide({ grants, benefit: { benefitId, name }, on: today }),
  }));
  return {
    today,
    organisations: present,
    openApplications: unfinished(applications.items.map(({ data }) => data)),
    benefits,
  };
}

const hasEnded = ({ status }: Application): boolean => status === "released" || status === "declined";

/** Newest first, as read: one that ended says nothing any more once there is a newer one for the same organisation. */
const unfinished = (applications: readonly Application[]): Application[] =>
  applications.filter((each, at) => {
    const isRepeated = applications.slice(0, at).some(({ organisationId }) => organisationId === each.organisationId);
    return each.status !== "active" && !(isRepeated && hasEnded(each));
  });

async function readProfile(ctx: Ctx, organisationId: string, affiliations: readonly ActorAffiliation[]) {
  const [organisation, terms] = await Promise.all([
    ctx.table.get(organisationKey(organisationId), Organisation),
    ctx.table.query(termsOf(organisationId), Term),
  ]);
  if (organisation === undefined) return undefined;
  return {
    organisation: organisation.data,
    roles: affiliations.map(({ role }) => role),
    terms: terms.items.map(({ data }) => data),
  };
}
