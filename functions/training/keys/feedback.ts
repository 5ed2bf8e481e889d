import { feedbackKeyOf } from "@alliance/auth";
import type { Key, Pattern, Put } from "@alliance/store";
import type { Feedback } from "../schema/feedback.ts";
import { sessionPk } from "./session.ts";

export const feedbackKey = (sessionId: string, placeId: string): Key => feedbackKeyOf({ sessionId, placeId });

export const feedbackOf = (sessionId: string): Pattern => ({
  pk: sessionPk(sessionId),
  skPrefix: "feedback#",
  limit: 100,
});

export const feedbackPut = (feedback: Feedback, version: number): Put => ({
  key: feedbackKey(feedback.sessionId, feedback.placeId),
  entity: "training.feedback",
  version,
  data: feedback,
});
