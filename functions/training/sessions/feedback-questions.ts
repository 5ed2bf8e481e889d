/** What is asked after a session: data, in the order of the form. Answers keep the value, pages show the words. */
export const questions = {
  useful: {
    legend: "How useful was it for your work?",
    answers: {
      very: "Very useful",
      useful: "Useful",
      partly: "Partly useful",
      hardly: "Hardly useful",
      not: "Not useful",
    },
  },
  pitch: {
    legend: "Was it pitched right for you?",
    answers: { basic: "Too basic", right: "About right", advanced: "Too advanced" },
  },
  recommend: {
    legend: "Would you recommend it to a colleague?",
    answers: { yes: "Yes", perhaps: "Perhaps", no: "No" },
  },
} as const;
export type QuestionId = keyof typeof questions;
export const questionIds = Object.keys(questions) as [QuestionId, ...QuestionId[]];

/** Answered in one's own words, or not at all. */
export const openQuestions = {
  next: "What will you do differently now?",
  better: "What should we change?",
} as const;
export type OpenQuestionId = keyof typeof openQuestions;
export const openQuestionIds = Object.keys(openQuestions) as [OpenQuestionId, ...OpenQuestionId[]];

/** Feedback can be given and changed for so long after the session's day. */
export const feedbackDays = 30;

/** Of fewer answers no figures are shown: they would tell what somebody said. */
export const fewestAnswers = 5;
