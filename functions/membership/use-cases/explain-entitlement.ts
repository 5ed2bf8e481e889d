import { affiliationsOf, can, canFor, readPerson } from "@alliance/auth";
import { type LondonDate, type Pence, Problem } from "@alliance/core";
import { type Explanation, explain, grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { Organisation } from "../schema/organisation.ts";
import { type Benefit, knownBenefits } from "../terms/known-benefits.ts";
import { organisationsOf } from "./organisations-of.ts";

/** A person or an organisation, a benefit and a date; without either of the two, whoever asks. */
export interface EntitlementQuestion {
  readonly personId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly benefitId: string;
  readonly on: LondonDate;
  /** What it costs without membership, net of VAT. */
  readonly listPence?: Pence | undefined;
}

export interface EntitlementAnswer extends Explanation {
  readonly benefit: Benefit;
  readonly on: LondonDate;
  /** Whose memberships were looked at: of a person, where they had a role on that day. */
  readonly organisations: readonly Pick<Organisation, "organisationId" | "name">[];
}

/** Yes or no, the price, the reason, and what was looked at: the same function that every booking asks. */
export async function explainEntitlement(ctx: Ctx, question: EntitlementQuestion): Promise<EntitlementAnswer> {
  const { benefitId, on, listPence } = question;
  const organisationIds = await whoseMemberships(ctx, question);
  const grants = await grantsOf(ctx.table, organisationIds, on);
  const benefit = (await knownBenefits(ctx.table, grants)).find((each) => each.benefitId === benefitId);
  if (benefit === undefined) {
    throw new Problem("invalid-input", "We have no benefit of that name.", [
      { field: "benefit", message: "Choose a benefit" },
    ]);
  }
  return {
    ...explain({ grants, benefit: { ...benefit, ...(listPence === undefined ? {} : { listPence }) }, on }),
    ...{ benefit, on },
    organisations: await organisationsOf(ctx.table, organisationIds),
  };
}

async function whoseMemberships(ctx: Ctx, question: EntitlementQuestion): Promise<readonly string[]> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Problem("not-signed-in", "Please sign in first.");
  const { organisationId, personId = actor.personId, on } = question;
  if (organisationId !== undefined) {
    const isAllowed =
      canFor(actor, "membership.read-any", organisationId) || canFor(actor, "membership.read-own", organisationId);
    const found = isAllowed ? await ctx.table.get(organisationKey(organisationId), Organisation) : undefined;
    if (found === undefined) throw new Problem("not-found", "We cannot find that organisation.");
    return [organisationId];
  }
  const isOwn = personId === actor.personId;
  if (!isOwn && (!can(actor, "membership.read-any") || !(await readPerson(ctx, personId)))) {
    throw new Problem("not-found", "We cannot find that person.");
  }
  const affiliations = await affiliationsOf(ctx.table, personId, on);
  return [...new Set(affiliations.map((each) => each.organisationId))];
}
