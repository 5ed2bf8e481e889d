import { loadPerson } from "@alliance/auth";
import type { DomainEvent, membership } from "@alliance/events";
import { type Ctx, commit, type Put, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { certificateKey, certificatePut } from "../keys/certificate.ts";
import { feedbackKey, feedbackPut } from "../keys/feedback.ts";
import { Certificate } from "../schema/certificate.ts";
import { Feedback } from "../schema/feedback.ts";
import { openQuestionIds } from "../sessions/feedback-questions.ts";
import { allOf, holdersOf, isTheirs } from "./read-record.ts";

type Decided = DomainEvent<z.infer<typeof membership.erasureDecided.data>>;

/**
 * Somebody is erased: their certificates stay true and name nobody, and what they said in their own words goes. On the
 * decision, while their addresses are still known; what is forgotten already is passed over.
 */
export async function forgetNames(ctx: Ctx, { data: { personId, outcome } }: Decided): Promise<number> {
  if (outcome !== "approved") return 0;
  const person = (await loadPerson(ctx, personId))?.data;
  const found = await Promise.all((person ? holdersOf(person) : [{ personId }]).map((holder) => allOf(ctx, holder)));
  const named = found
    .flat()
    .filter((each) => each.printedName !== undefined && (person === undefined || isTheirs(each, person)));
  for (const { code } of named) await retryingConflicts(() => forget(ctx, code));
  return named.length;
}

async function forget(ctx: Ctx, code: string): Promise<void> {
  const stored = await ctx.table.get(certificateKey(code), Certificate, { consistent: true });
  if (stored?.data.printedName === undefined) return;
  const { printedName: _, ...rest } = stored.data;
  await commit(ctx, { put: [certificatePut(rest, stored.version + 1), ...(await wordlessFeedback(ctx, rest))] });
}

/** Answers that were chosen stay, and name nobody. */
async function wordlessFeedback(ctx: Ctx, { sessionId, placeId }: Certificate): Promise<readonly Put[]> {
  const said = await ctx.table.get(feedbackKey(sessionId, placeId), Feedback, { consistent: true });
  if (said === undefined) return [];
  const wordless = Object.fromEntries(openQuestionIds.map((id) => [id, ""]));
  return [feedbackPut({ ...said.data, answers: { ...said.data.answers, ...wordless } }, said.version + 1)];
}
