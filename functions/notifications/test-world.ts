import { contactPut, messageKey, recognisePerson, sessionKey, type WordsOfSession } from "@alliance/auth";
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

/** Named for a place; the samples of events name the same contact. */
export const rhys = { contactId: "con_01KAK3F0Q8J5W2M7X9B4C6D8EF" } as const;

/** Amara Osei, who books, and whose id this is; her colleague Rhys Bevan comes, who has no account. */
export async function bookerAndDelegate(ctx: LettersCtx): Promise<string> {
  const contact = { ...rhys, name: "Rhys Bevan", email: "rhys@school.example" };
  const createdAt = ctx.clock.now();
  await commit(ctx, { put: [contactPut({ ...contact, role: "delegate", organisationId: "org_1", createdAt }, 1)] });
  return recognisePerson(ctx, { issuer: "i", subject: "s", name: "Amara Osei", email: "amara@school.example" });
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
