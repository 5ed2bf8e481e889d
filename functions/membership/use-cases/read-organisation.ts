import { type Affiliation, canFor, peopleOf } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { termsOf } from "../keys/term.ts";
import { followMerges } from "../merging/follow-merges.ts";
import { Organisation } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";

export interface OrganisationDetails {
  readonly organisation: Organisation;
  /** Newest year first. */
  readonly terms: readonly Term[];
  readonly people: readonly Affiliation[];
  /** What was asked for, where that became part of this organisation. */
  readonly mergedFrom?: Organisation;
}

/**
 * An organisation with its terms and people: for its own people and for staff; for others it does not exist. The id of
 * one that was merged leads to the one that stays.
 */
export async function readOrganisation(ctx: Ctx, asked: string): Promise<OrganisationDetails> {
  const { actor } = ctx;
  const organisation = (await followMerges(ctx.table, asked))?.data;
  const isAllowed =
    organisation !== undefined &&
    (canFor(actor, "membership.read-any", organisation.organisationId) ||
      canFor(actor, "membership.read-own", organisation.organisationId));
  if (!isAllowed) throw new Problem("not-found", "We cannot find that organisation.");
  const { organisationId } = organisation;
  const [terms, people] = await Promise.all([
    ctx.table.query(termsOf(organisationId), Term),
    peopleOf(ctx.table, organisationId),
  ]);
  const details = { organisation, terms: terms.items.map(({ data }) => data), people };
  if (organisationId === asked) return details;
  const mergedFrom = (await ctx.table.get(organisationKey(asked), Organisation))?.data;
  return { ...details, ...(mergedFrom ? { mergedFrom } : {}) };
}
