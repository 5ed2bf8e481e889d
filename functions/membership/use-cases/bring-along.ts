import { londonDateOf } from "@alliance/core";
import type { DomainEvent, membership } from "@alliance/events";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { readMoving, readSide } from "../merging/facts.ts";
import { followMerges } from "../merging/follow-merges.ts";
import { mergeGuards } from "../merging/guards.ts";
import { letterSwaps, requestSwaps } from "../merging/plan-merge.ts";
import { changeOf, presentOf } from "../merging/things.ts";

type Merged = z.infer<typeof membership.organisationsMerged.data>;

/**
 * On membership.organisations-merged: lists may be a moment old, so whoever was named, was invited or asked just before
 * the merge may have been left behind; they come along now. Nothing where the merge was undone meanwhile.
 */
export function bringAlong(ctx: Ctx, { data }: DomainEvent<Merged>): Promise<"brought" | "nothing-left"> {
  const { organisationId } = data;
  return retryingConflicts(async () => {
    // Not always the one of the event: that one may have become part of a third since.
    const intoOrganisationId = (await followMerges(ctx.table, organisationId))?.data.organisationId;
    if (intoOrganisationId === undefined || intoOrganisationId === organisationId) return "nothing-left";
    // An undo writes them too: of both at once one is done again, and sees what the other did.
    const guards = await mergeGuards(ctx, [organisationId, intoOrganisationId]);
    const today = londonDateOf(ctx.clock.now());
    const [gone, into] = await Promise.all([
      readSide(ctx, organisationId, today),
      readSide(ctx, intoOrganisationId, today),
    ]);
    if (into === undefined || gone?.organisation.data.mergedInto === undefined) return "nothing-left";
    const from = await readMoving(ctx, gone, intoOrganisationId);
    const facts = { from, into, today };
    const { put, remove } = changeOf([...letterSwaps(facts), ...requestSwaps(facts)], presentOf(from));
    if (put.length + remove.length === 0) return "nothing-left";
    await commit(ctx, { put: [...put, ...guards], remove });
    return "brought";
  });
}
