import { authorise } from "@alliance/auth";
import { epochSeconds, Problem, plusHours } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { draftKey, draftPut } from "../keys/application.ts";
import { JoinDraft } from "../schema/application.ts";

const keptDays = 30;

/** Keeps the answers of the join form for the page that checks them, and for another day. */
export async function saveJoinAnswers(ctx: Ctx, draft: JoinDraft): Promise<void> {
  const personId = applicantOf(ctx);
  await retryingConflicts(async () => {
    const before = await ctx.table.get(draftKey(personId, draft.urn), JoinDraft, { consistent: true });
    const expiresAtSeconds = epochSeconds(plusHours(ctx.clock.now(), keptDays * 24));
    await commit(ctx, { put: [draftPut(personId, draft, (before?.version ?? 0) + 1, expiresAtSeconds)] });
  });
}

/** Consistent: the page after the form must see what was just typed. */
export async function readJoinAnswers(ctx: Ctx, urn: string): Promise<JoinDraft | undefined> {
  return (await ctx.table.get(draftKey(applicantOf(ctx), urn), JoinDraft, { consistent: true }))?.data;
}

function applicantOf(ctx: Ctx): string {
  authorise(ctx.actor, "membership.apply");
  if (ctx.actor.kind !== "person") throw new Problem("not-allowed", "Only a person can join for a school.");
  return ctx.actor.personId;
}
