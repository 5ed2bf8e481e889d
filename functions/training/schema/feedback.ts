import * as z from "zod";
import { type QuestionId, questions } from "../sessions/feedback-questions.ts";

const chosen = (id: QuestionId) =>
  z.enum(Object.keys(questions[id].answers), `Choose an answer: ${questions[id].legend}`);
const inWords = () => z.string().trim().max(2_000, "Use at most 2,000 characters").default("");

/** A form of feedback: every question is answered, what is in one's own words may be left out. */
export const Answers = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    useful: chosen("useful"),
    pitch: chosen("pitch"),
    recommend: chosen("recommend"),
    next: inWords(),
    better: inWords(),
  }),
);
export type Answers = z.infer<typeof Answers>;

/** What was said from one place. Of whom it is, is known by the place alone, and shown to nobody. */
export const Feedback = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: z.string(),
    placeId: z.string(),
    answers: Answers,
    givenAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  }),
);
export type Feedback = z.infer<typeof Feedback>;
