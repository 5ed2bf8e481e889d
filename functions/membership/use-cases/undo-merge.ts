import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { Conflict, type Ctx, commit, type Stored } from "@alliance/store";
import { mergeKey, mergePut } from "../keys/merge.ts";
import { organisationPk } from "../keys/organisation.ts";
import { mergeGuards } from "../merging/guards.ts";
import { changeOf } from "../merging/things.ts";
import { planUndo } from "../merging/undo-plan.ts";
import { personOf } from "../roles/may-manage.ts";
import { Merge } from "../schema/merge.ts";

const stale = () =>
  new Problem("stale", "Something about these organisations changed at this moment. Look at the merge again.");

/** Within its window a merge is taken back: each has again exactly what it had. Taken back twice is taken back. */
export async function undoMerge(ctx: Ctx, mergeId: string, reason: string): Promise<Merge> {
  authorise(ctx.actor, "membership.merge");
  const stored = await readMergeItem(ctx, mergeId);
  const merge = stored.data;
  if (merge.status === "undone") return merge;
  if (ctx.clock.now() > merge.undoUntil) {
    throw new Problem("gone", "The time in which this merge could be undone is over.");
  }
  const { fromOrganisationId, intoOrganisationId } = merge;
  const guards = await mergeGuards(ctx, [fromOrganisationId, intoOrganisationId]);
  const { obstacles, swaps, present } = await planUndo(ctx, merge);
  if (obstacles.length > 0) throw new Problem("conflict", `This cannot be undone any more. ${obstacles.join(" ")}`);
  const undone: Merge = {
    ...merge,
    status: "undone",
    undoneAt: ctx.clock.now(),
    undoneBy: personOf(ctx),
    undoReason: reason,
  };
  const { put, remove } = changeOf(swaps, present);
  const data = { mergeId, organisationId: fromOrganisationId, intoOrganisationId };
  const event = draft(membership.mergeUndone, data, intoOrganisationId);
  try {
    await commit(ctx, {
      put: [...put, mergePut(undone, stored.version + 1), ...guards],
      remove,
      emit: [{ pk: organisationPk(fromOrganisationId), event }],
    });
  } catch (error) {
    throw error instanceof Conflict ? stale() : error;
  }
  return undone;
}

export async function readMergeItem(ctx: Ctx, mergeId: string): Promise<Stored<Merge>> {
  const stored = await ctx.table.get(mergeKey(mergeId), Merge, { consistent: true });
  if (stored === undefined) throw new Problem("not-found", "We cannot find that merge.");
  return stored;
}
