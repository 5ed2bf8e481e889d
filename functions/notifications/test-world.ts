import { messageKey, sessionKey, type WordsOfSession } from "@alliance/auth";
import { memorySender } from "@alliance/emails";
import { commit, type Key } from "@alliance/store";
import { system, type TestCtx, testCtx } from "@alliance/testing";
import type { NotificationsCtx } from "./ctx.ts";

export type LettersCtx = NotificationsCtx & TestCtx;
export type Outbox = ReturnType<typeof memorySender>;

/** The worker over a table in memory, and what it sent. */
export function lettersWorld(): { readonly ctx: LettersCtx; readonly outbox: Outbox } {
  const outbox = memorySender();
  const where = { publicOrigin: "https://alliance.example", mailFrom: "hello@alliance.example" };
  return { ctx: { ...testCtx(system("notifications")), sender: outbox, ...where }, outbox };
}

/** What training keeps with a session, or a message of staff, of which letters tell. */
export const sessionSays = (ctx: LettersCtx, sessionId: string, words: WordsOfSession): Promise<void> =>
  write(ctx, sessionKey(sessionId), words);
export const messageSays = (
  ctx: LettersCtx,
  {
    sessionId,
    messageId,
    ...words
  }: { readonly sessionId: string; readonly messageId: string; readonly subject: string; readonly text: string },
): Promise<void> => write(ctx, messageKey(sessionId, messageId), words);

async function write(ctx: LettersCtx, key: Key, data: object): Promise<void> {
  const before = ctx.table.items.get(`${key.pk}\n${key.sk}`)?.version ?? 0;
  await commit(ctx, { put: [{ key, entity: "training.words", version: before + 1, data }] });
}
