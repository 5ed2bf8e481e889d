import { type Affiliation, canFor, peopleOf } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { termsOf } from "../keys/term.ts";
import { Organisation } from "../schema/organisation.ts";
import { Term } from "../schema/term.ts";

export interface OrganisationDetails {
  readonly organisation: Organisation;
  /** Newest year first. */
  readonly terms: readonly Term[];
  readonly people: readonly Affiliation[];
}

/** An organisation with its terms and people: for its own people and for staff; for others it does not exist. */
export async function readOrganisation(ctx: Ctx, organisationId: string): Promise<OrganisationDetails> {
  const { actor } = ctx;
  const isAllowed =
    canFor(actor, "membership.read-any", organisationId) || canFor(actor, "membership.read-own", organisationId);
  const organisation = isAllowed ? await ctx.table.get(organisationKey(organisationId), Organisation) : undefined;
  if (organisation === undefined) throw new Problem("not-found", "We cannot find that organisation.");
  const [terms, people] = await Promise.all([
    ctx.table.query(termsOf(organisationId), Term),
    peopleOf(ctx.table, organisationId),
  ]);
  return { organisation: organisation.data, terms: terms.items.map(({ data }) => data), people };
}
