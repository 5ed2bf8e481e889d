import { actorId, londonDateOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, type Put, retryingConflicts, type Stored } from "@alliance/store";
import { aliasKey, aliasPut, organisationKey, organisationPk, organisationPut } from "../keys/organisation.ts";
import { reviewPut } from "../keys/review.ts";
import { coverageByRegister, coverageChange, readCoverage } from "../register/coverage.ts";
import type { Register, RegisterReader } from "../register/register.ts";
import { leadingNumbers } from "../register/registration.ts";
import { carriedOn, renamed } from "../register/succession.ts";
import { Alias, Organisation } from "../schema/organisation.ts";
import type { Review } from "../schema/review.ts";
import { readReview } from "./list-reviews.ts";

export interface Decision {
  readonly reviewId: string;
  readonly decision: "accept" | "dismiss";
  readonly reason: string;
}

/**
 * Somebody decides about what the register says of an organisation. Accepted, the organisation follows and keeps its
 * id and its history; dismissed, it stays as it is. Decided the same way again, nothing happens.
 */
export async function decideReview(ctx: Ctx, reader: RegisterReader, input: Decision): Promise<Review> {
  const status = input.decision === "accept" ? "done" : "dismissed";
  return retryingConflicts(async () => {
    const stored = await readReview(ctx, input.reviewId);
    if (stored.data.status === status) return stored.data;
    if (stored.data.status !== "open") {
      throw new Problem("conflict", "Somebody has decided about this already. Read it again to see what was done.");
    }
    const decided: Review = {
      ...stored.data,
      status,
      decidedAt: ctx.clock.now(),
      decidedBy: actorId(ctx.actor),
      reason: input.reason,
    };
    const change = status === "done" ? await following(ctx, await reader.current(ctx.table), stored.data) : undefined;
    const { reviewId, organisationId, kind } = decided;
    const pk = organisationPk(organisationId);
    const event = draft(
      membership.registerReviewDecided,
      { reviewId, organisationId, kind, decision: status },
      organisationId,
    );
    await commit(ctx, {
      put: [reviewPut(decided, stored.version + 1), ...(change?.put ?? [])],
      remove: change?.remove ?? [],
      emit: [{ pk, event }, ...(change?.events ?? []).map((each) => ({ pk, event: each }))],
    });
    return decided;
  });
}

type Changed = "name" | "identifiers" | "closing";

/** What is written when an organisation follows the register; nothing where it is so already. */
async function following(ctx: Ctx, register: Register, review: Review) {
  const before = await ctx.table.get(organisationKey(review.organisationId), Organisation, { consistent: true });
  if (before === undefined) throw new Error(`the organisation ${review.organisationId} is missing`);
  const [after, changed] = await followed(ctx, register, before.data, review);
  if (changed.length === 0) return undefined;
  const { organisationId, name } = after;
  const today = londonDateOf(ctx.clock.now());
  const known = await readCoverage(ctx.table, organisationId);
  const coverage = coverageChange(known, coverageByRegister(after, register), today);
  const links = coverage.links.map(({ by, from, until }) => ({ ...by, from, ...(until ? { until } : {}) }));
  return {
    put: [organisationPut(after, before.version + 1), ...(await newAliases(ctx, before, after)), ...coverage.put],
    remove: coverage.remove,
    events: [
      draft(membership.organisationChanged, { organisationId, name, changed }, organisationId),
      ...(links.length > 0 ? [draft(membership.coverageChanged, { organisationId, links }, organisationId)] : []),
    ],
  };
}

async function followed(
  ctx: Ctx,
  register: Register,
  organisation: Organisation,
  review: Review,
): Promise<[Organisation, Changed[]]> {
  const today = londonDateOf(ctx.clock.now());
  const { closedOn, ...open } = organisation;
  switch (review.kind) {
    case "renamed":
      return [renamed(organisation, review.newName ?? organisation.name, today), ["name"]];
    case "closed":
      return [{ ...organisation, closedOn: review.on ?? today }, ["closing"]];
    case "opened":
      return [open, closedOn === undefined ? [] : ["closing"]];
    case "closing":
      return [organisation, []];
    default:
      return [await asSuccessor(ctx, register, organisation, review), ["identifiers", "name"]];
  }
}

async function asSuccessor(ctx: Ctx, register: Register, organisation: Organisation, review: Review) {
  const { urn, otherUrn = "", on } = review;
  const isCurrent = organisation.identifiers.some(
    ({ scheme, value, until }) => scheme === "urn" && value === urn && until === undefined,
  );
  if (!isCurrent) {
    throw new Problem("conflict", `This organisation carries on under another URN than ${urn} already. Dismiss this.`);
  }
  const taken = await ctx.table.get(aliasKey("urn", otherUrn), Alias, { consistent: true });
  if (taken && taken.data.organisationId !== organisation.organisationId) {
    throw new Problem(
      "already-exists",
      `URN ${otherUrn} is an organisation of ours too. Merge the two instead, then dismiss this.`,
    );
  }
  const successor = register.find(otherUrn);
  if (successor === undefined) {
    throw new Problem("not-found", `The register does not have URN ${otherUrn} yet. Import a newer file first.`);
  }
  const now = ctx.clock.now();
  return carriedOn(organisation, successor, { from: on ?? successor.openedOn ?? londonDateOf(now), now });
}

/** The numbers that are new to it lead to it, as long as they lead to nobody else. */
async function newAliases(ctx: Ctx, before: Stored<Organisation>, after: Organisation): Promise<Put[]> {
  const known = new Set(leadingNumbers(before.data).map(({ scheme, value }) => `${scheme}#${value}`));
  const added = leadingNumbers(after).filter(({ scheme, value }) => !known.has(`${scheme}#${value}`));
  const puts = await Promise.all(
    added.map(async ({ scheme, value }) => {
      const taken = await ctx.table.get(aliasKey(scheme, value), Alias, { consistent: true });
      return taken ? [] : [aliasPut(scheme, value, after.organisationId)];
    }),
  );
  return puts.flat();
}
