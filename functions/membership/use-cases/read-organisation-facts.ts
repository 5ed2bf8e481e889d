import { authorise } from "@alliance/auth";
import { type Coverage, covererKey } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { organisationKey } from "../keys/organisation.ts";
import { changesOf, OrganisationChange } from "../keys/organisation-change.ts";
import { reviewsOf } from "../keys/review.ts";
import { readCoverage } from "../register/coverage.ts";
import { Alias, Organisation } from "../schema/organisation.ts";
import { Review } from "../schema/review.ts";

export interface OrganisationFacts {
  /** Whom it belongs to and when, with the organisation of ours that this is, if it is one. */
  readonly coverage: readonly { readonly link: Coverage; readonly coverer: Organisation | undefined }[];
  /** Changes by hand, newest first. */
  readonly changes: readonly OrganisationChange[];
  /** What the register says and nobody has decided about. */
  readonly reviews: readonly Review[];
}

/** What staff see of an organisation beside its profile, its terms and its people. */
export async function readOrganisationFacts(ctx: Ctx, organisationId: string): Promise<OrganisationFacts> {
  authorise(ctx.actor, "membership.read-any");
  const [links, changes, reviews] = await Promise.all([
    readCoverage(ctx.table, organisationId),
    ctx.table.query(changesOf(organisationId), OrganisationChange),
    ctx.table.query(reviewsOf(organisationId), Review),
  ]);
  const coverage = await Promise.all(
    links.map(async ({ data: link }) => ({ link, coverer: await covererOf(ctx, link) })),
  );
  return {
    coverage,
    changes: changes.items.map(({ data }) => data),
    reviews: reviews.items.map(({ data }) => data).filter(({ status }) => status === "open"),
  };
}

async function covererOf(ctx: Ctx, { by }: Coverage): Promise<Organisation | undefined> {
  const alias = await ctx.table.get(covererKey(by.scheme, by.value), Alias);
  return alias && (await ctx.table.get(organisationKey(alias.data.organisationId), Organisation))?.data;
}
