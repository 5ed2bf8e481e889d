import { messageKey } from "@alliance/auth";
import type { Put } from "@alliance/store";
import type { Message } from "../schema/message.ts";

export { messageKey };

/** Nobody ever writes one a second time. */
export const messagePut = (message: Message): Put => ({
  key: messageKey(message.sessionId, message.messageId),
  entity: "training.message",
  version: 1,
  data: message,
});
