import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { mergesPattern } from "../keys/merge.ts";
import { planUndo } from "../merging/undo-plan.ts";
import { Merge } from "../schema/merge.ts";
import { namesOf } from "./read-timeline.ts";
import { readMergeItem } from "./undo-merge.ts";

export interface ReadMerge {
  readonly merge: Merge;
  /** Names by person id; somebody erased since has none. */
  readonly names: ReadonlyMap<string, string>;
  /** "obstructed" lists why. */
  readonly undo: { readonly state: "possible" | "over" | "done" | "obstructed"; readonly obstacles: readonly string[] };
}

/** One merge, and whether it can still be taken back. */
export async function readMerge(ctx: Ctx, mergeId: string): Promise<ReadMerge> {
  authorise(ctx.actor, "membership.merge");
  const { data: merge } = await readMergeItem(ctx, mergeId);
  const names = await namesOf(ctx, [merge.mergedBy, ...(merge.undoneBy ? [merge.undoneBy] : [])]);
  return { merge, names, undo: await undoOf(ctx, merge) };
}

async function undoOf(ctx: Ctx, merge: Merge): Promise<ReadMerge["undo"]> {
  if (merge.status === "undone") return { state: "done", obstacles: [] };
  if (ctx.clock.now() > merge.undoUntil) return { state: "over", obstacles: [] };
  const { obstacles } = await planUndo(ctx, merge);
  return { state: obstacles.length > 0 ? "obstructed" : "possible", obstacles };
}

/** Newest first, a page at a time. */
export async function listMerges(
  ctx: Ctx,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ readonly items: readonly Merge[]; readonly cursor?: string }> {
  authorise(ctx.actor, "membership.merge");
  const { limit, cursor } = page;
  const found = await ctx.table.query({ ...mergesPattern, limit, ...(cursor ? { cursor } : {}) }, Merge);
  const items = found.items.map(({ data }) => data);
  return found.cursor ? { items, cursor: found.cursor } : { items };
}
