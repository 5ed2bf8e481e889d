import { idOf } from "@alliance/core";
import * as z from "zod";
import { SessionId } from "./session.ts";
import { poolIds } from "./topics.ts";

/** What staff write to those who have places at a session. */
export const MessageContent = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    to: z.enum(["all", ...poolIds], "Choose who gets it"),
    subject: z.string().trim().min(5, "Enter a subject").max(120, "A subject has at most 120 characters"),
    /** Paragraphs, with an empty line between them. */
    text: z.string().trim().min(10, "Enter what you want to say").max(4_000, "Use at most 4,000 characters"),
  }),
);
export type MessageContent = z.infer<typeof MessageContent>;

export const Message = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    messageId: idOf("msg"),
    sessionId: SessionId,
    ...MessageContent.unwrap().shape,
    sentBy: z.string(),
    sentAt: z.iso.datetime(),
  }),
);
export type Message = z.infer<typeof Message>;
