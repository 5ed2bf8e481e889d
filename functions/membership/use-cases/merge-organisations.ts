import { authorise } from "@alliance/auth";
import { Problem, plusHours } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { Conflict, type Ctx, commit } from "@alliance/store";
import { mergeKey, mergePut } from "../keys/merge.ts";
import { organisationPk } from "../keys/organisation.ts";
import { mergeGuards } from "../merging/guards.ts";
import { planMerge } from "../merging/plan-merge.ts";
import { changeOf, presentOf } from "../merging/things.ts";
import { personOf } from "../roles/may-manage.ts";
import { Merge, type MergeCredit } from "../schema/merge.ts";
import { type MergeQuestion, previewMerge } from "./preview-merge.ts";

const undoDays = 30;

export interface MergeInput extends MergeQuestion {
  readonly reason: string;
  /** Of the preview that was confirmed. */
  readonly seen: string;
}

const changedMeanwhile = () =>
  new Problem("stale", "Something about these organisations changed since you looked. Look at it again, then decide.");

/**
 * One organisation becomes part of another, in one commit that is refused when any of the facts has changed. Not
 * retried: of two who merge the same organisation at once one wins, and the other sees what became of it.
 */
export async function mergeOrganisations(ctx: Ctx, input: MergeInput): Promise<Merge> {
  authorise(ctx.actor, "membership.merge");
  const { fromOrganisationId, intoOrganisationId, because, reason } = input;
  const mergeId = ctx.ids.next("mrg");
  const done = await ctx.table.get(mergeKey(mergeId), Merge, { consistent: true });
  if (done) return done.data;
  const guards = await mergeGuards(ctx, [...new Set([fromOrganisationId, intoOrganisationId])]);
  const { facts, plan: seenPlan, seen } = await previewMerge(ctx, input);
  const [obstacle] = seenPlan.obstacles;
  if (obstacle !== undefined) throw new Problem("conflict", seenPlan.obstacles.join(" "));
  if (seen !== input.seen) throw changedMeanwhile();
  const mergedAt = ctx.clock.now();
  const plan = planMerge(facts, { mergeId, mergedAt, because });
  const merge: Merge = {
    ...{ mergeId, fromOrganisationId, intoOrganisationId, because, reason, mergedAt },
    fromName: facts.from.organisation.data.name,
    intoName: facts.into.organisation.data.name,
    mergedBy: personOf(ctx),
    undoUntil: plusHours(mergedAt, undoDays * 24),
    credits: [...plan.credits],
    swaps: [...plan.swaps],
    madeOne: [...plan.madeOne],
    status: "merged",
  };
  const { put, remove } = changeOf(plan.swaps, presentOf(facts.from));
  try {
    await commit(ctx, { put: [...put, mergePut(merge, 1), ...guards], remove, emit: eventsOf(merge) });
  } catch (error) {
    throw error instanceof Conflict ? changedMeanwhile() : error;
  }
  return merge;
}

function eventsOf({ mergeId, fromOrganisationId, intoOrganisationId, because, credits }: Merge) {
  const ids = { mergeId, organisationId: fromOrganisationId, intoOrganisationId };
  const creditEvent = ({ membershipTypeName: _, ...credit }: MergeCredit) =>
    draft(membership.termsMerged, { ...ids, ...credit }, intoOrganisationId);
  const merged = draft(membership.organisationsMerged, { ...ids, because }, intoOrganisationId);
  return [merged, ...credits.map(creditEvent)].map((event) => ({ pk: organisationPk(fromOrganisationId), event }));
}
