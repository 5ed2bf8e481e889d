import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { feedbackOf } from "../keys/feedback.ts";
import { Feedback } from "../schema/feedback.ts";
import type { Session } from "../schema/session.ts";
import {
  fewestAnswers,
  type OpenQuestionId,
  openQuestionIds,
  type QuestionId,
  questionIds,
  questions,
} from "../sessions/feedback-questions.ts";
import { currentSession } from "./read-desk.ts";

export interface FeedbackOfSession {
  readonly session: Session;
  readonly given: number;
  /** How often each answer was chosen; undefined while so few answered that it would tell who said what. */
  readonly figures: ReadonlyMap<QuestionId, ReadonlyMap<string, number>> | undefined;
  /** In their own words, by the alphabet: in no order that tells whose they are. */
  readonly words: ReadonlyMap<OpenQuestionId, readonly string[]>;
}

/** What people said of a session, without anybody's name: for staff. One request for each hundred. */
export async function readFeedback(ctx: Ctx, sessionId: string): Promise<FeedbackOfSession> {
  authorise(ctx.actor, "training.manage");
  const { data: session } = await currentSession(ctx, sessionId);
  const all: Feedback[] = [];
  let cursor: string | undefined;
  do {
    const page = await ctx.table.query({ ...feedbackOf(sessionId), ...(cursor ? { cursor } : {}) }, Feedback);
    all.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return {
    session,
    given: all.length,
    figures: all.length < fewestAnswers ? undefined : new Map(questionIds.map((id) => [id, countsOf(all, id)])),
    words: new Map(
      openQuestionIds.map((id) => [
        id,
        all
          .map(({ answers }) => answers[id])
          .filter(Boolean)
          .sort(),
      ]),
    ),
  };
}

const countsOf = (all: readonly Feedback[], id: QuestionId): ReadonlyMap<string, number> =>
  new Map(
    Object.keys(questions[id].answers).map((answer) => [
      answer,
      all.filter(({ answers }) => answers[id] === answer).length,
    ]),
  );
