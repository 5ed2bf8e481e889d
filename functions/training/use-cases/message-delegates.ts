import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit } from "@alliance/store";
import { messageKey, messagePut } from "../keys/message.ts";
import { sessionPk } from "../keys/session.ts";
import { Message, type MessageContent } from "../schema/message.ts";
import { currentSession } from "./read-desk.ts";
import { readReach } from "./read-reach.ts";

/**
 * Writes to those who have places at a session: service mail, once for each of them. The id is the request's, so a form
 * that is sent twice is one message. The letters are written afterwards, page by page.
 */
export async function messageDelegates(ctx: Ctx, sessionId: string, content: MessageContent): Promise<Message> {
  authorise(ctx.actor, "training.manage");
  const messageId = ctx.ids.next("msg");
  const known = await ctx.table.get(messageKey(sessionId, messageId), Message, { consistent: true });
  if (known) return known.data;
  const { data: session } = await currentSession(ctx, sessionId);
  const { places } = await readReach(ctx, session, content.to);
  if (places === 0) throw new Problem("conflict", "Nobody has a place there, so there is nobody to write to.");
  const sentBy = actorId(ctx.actor);
  const message: Message = { messageId, sessionId, ...content, sentBy, sentAt: ctx.clock.now() };
  const event = draft(training.delegatesMessaged, { sessionId, messageId });
  await commit(ctx, { put: [messagePut(message)], emit: [{ pk: sessionPk(sessionId), event }] });
  return message;
}
