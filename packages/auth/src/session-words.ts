import type { Key, Table } from "@alliance/store";
import * as z from "zod";

/** A training session and a message of staff, as training keeps them: letters read there what no event carries. */
export const sessionKey = (sessionId: string): Key => ({ pk: `session#${sessionId}`, sk: "session" });
export const messageKey = (sessionId: string, messageId: string): Key => ({
  pk: `session#${sessionId}`,
  sk: `message#${messageId}`,
});

const Reason = z.object({ reason: z.string() });
/** The times that a move left behind tell one move of a session from another. */
const Moved = Reason.extend({ formerly: z.object({ startsAtLocal: z.string(), endsAtLocal: z.string() }) });

const WordsOfSession = z.lazy(() =>
  z.object({
    /** How to get in. */
    venue: z.object({ instructions: z.string().optional() }).optional(),
    online: z.object({ link: z.string().optional(), instructions: z.string().optional() }).optional(),
    /** Staff's sentences, which may name somebody. */
    rescheduled: Moved.optional(),
    cancelled: Reason.optional(),
  }),
);
export type WordsOfSession = z.infer<typeof WordsOfSession>;

const WordsOfMessage = z.object({ subject: z.string(), text: z.string() });

/** What only those who have places read of some sessions, as it stands now; nothing of one that is not known. */
export async function readSessionWords(
  table: Table,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, WordsOfSession>> {
  const found = await table.getMany(sessionIds.map(sessionKey), WordsOfSession, { consistent: true });
  return new Map(sessionIds.flatMap((sessionId, at) => (found[at] ? [[sessionId, found[at].data] as const] : [])));
}

/** What staff wrote; undefined for a message that is not known. */
export const readMessageWords = async (table: Table, sessionId: string, messageId: string) =>
  (await table.get(messageKey(sessionId, messageId), WordsOfMessage, { consistent: true }))?.data;
