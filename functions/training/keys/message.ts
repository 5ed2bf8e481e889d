import type { Key, Put } from "@alliance/store";
import type { Message } from "../schema/message.ts";
import { sessionPk } from "./session.ts";

export const messageKey = (sessionId: string, messageId: string): Key => ({
  pk: sessionPk(sessionId),
  sk: `message#${messageId}`,
});

/** Nobody ever writes one a second time. */
export const messagePut = (message: Message): Put => ({
  key: messageKey(message.sessionId, message.messageId),
  entity: "training.message",
  version: 1,
  data: message,
});
