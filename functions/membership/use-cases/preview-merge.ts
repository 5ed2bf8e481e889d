import { createHash } from "node:crypto";
import { authorise } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import type { membership } from "@alliance/events";
import type { Ctx } from "@alliance/store";
import { type MergeFacts, readMoving, readSide } from "../merging/facts.ts";
import { type MergePlan, planMerge } from "../merging/plan-merge.ts";

export interface MergeQuestion {
  readonly fromOrganisationId: string;
  readonly intoOrganisationId: string;
  readonly because: membership.MergeCause;
}

export interface MergePreview {
  readonly facts: MergeFacts;
  readonly plan: MergePlan;
  /** Stands for everything that was looked at: a merge of other facts than these is refused. */
  readonly seen: string;
}

/** What would happen if one organisation became part of another. Changes nothing. */
export async function previewMerge(ctx: Ctx, question: MergeQuestion): Promise<MergePreview> {
  authorise(ctx.actor, "membership.merge");
  const facts = await readMergeFacts(ctx, question);
  const plan = planMerge(facts, { mergeId: "", mergedAt: "", because: question.because });
  const seen = createHash("sha256")
    .update(JSON.stringify([plan.obstacles, plan.swaps]))
    .digest("base64url");
  return { facts, plan, seen };
}

async function readMergeFacts(ctx: Ctx, question: MergeQuestion): Promise<MergeFacts> {
  const today = londonDateOf(ctx.clock.now());
  const [from, into] = await Promise.all([
    readSide(ctx, question.fromOrganisationId, today),
    readSide(ctx, question.intoOrganisationId, today),
  ]);
  if (from === undefined || into === undefined) throw new Problem("not-found", "We cannot find that organisation.");
  return { from: await readMoving(ctx, from, question.intoOrganisationId), into, today };
}
