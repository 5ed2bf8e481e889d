import { authorise } from "@alliance/auth";
import { Problem, plusHours } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { draftKey, draftPut, draftsOf } from "../keys/application.ts";
import { JoinDraft, type Who } from "../schema/application.ts";

const keptDays = 30;

/** Keeps the answers of one page of the join flow beside those of the others, for another page or another day. */
export async function saveJoinAnswers(
  ctx: Ctx,
  about: Pick<JoinDraft, "who" | "name">,
  answers: Partial<JoinDraft>,
): Promise<JoinDraft> {
  const personId = applicantOf(ctx);
  return retryingConflicts(async () => {
    const before = await ctx.table.get(draftKey(personId, about.who), JoinDraft, { consistent: true });
    const keptUntil = plusHours(ctx.clock.now(), keptDays * 24);
    const draft = { ...before?.data, ...answers, ...about, keptUntil };
    await commit(ctx, { put: [draftPut(personId, draft, (before?.version ?? 0) + 1)] });
    return draft;
  });
}

/** Consistent: the page after the form must see what was just typed. */
export async function readJoinAnswers(ctx: Ctx, who: Who): Promise<JoinDraft | undefined> {
  return (await ctx.table.get(draftKey(applicantOf(ctx), who), JoinDraft, { consistent: true }))?.data;
}

/** What somebody began and did not finish. */
export async function listJoinAnswers(ctx: Ctx): Promise<readonly JoinDraft[]> {
  return (await ctx.table.query(draftsOf(applicantOf(ctx)), JoinDraft)).items.map(({ data }) => data);
}

function applicantOf(ctx: Ctx): string {
  authorise(ctx.actor, "membership.apply");
  if (ctx.actor.kind !== "person") throw new Problem("not-allowed", "Only a person can join for a school.");
  return ctx.actor.personId;
}
