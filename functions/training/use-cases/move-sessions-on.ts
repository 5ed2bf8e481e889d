import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { openOf } from "../attendance/open-of.ts";
import { publishedPattern, scheduledPattern, sessionKey, sessionPuts } from "../keys/session.ts";
import { Listing, Session } from "../schema/session.ts";
import { published, publishedEvent } from "../sessions/published.ts";
import { countTakingsOf } from "./count-takings.ts";

/** As many as one run looks at; the next run is five minutes later. */
const limit = 50;

/** What the clock does: publishes what is due, and takes out of the catalogue what is over. May run twice at once. */
export async function moveSessionsOn(ctx: Ctx): Promise<{ readonly published: number; readonly completed: number }> {
  const now = ctx.clock.now();
  const waiting = await ctx.table.query({ ...scheduledPattern, limit }, Listing);
  const due = waiting.items.filter(({ data }) => data.publishAt !== undefined && data.publishAt <= now);
  const current = await ctx.table.query({ ...publishedPattern, limit }, Listing);
  const over = current.items.filter(({ data }) => data.endsAt <= now);
  const counts = { published: 0, completed: 0 };
  for (const { data } of [...due, ...over]) {
    const became = await moveOn(ctx, data.sessionId);
    if (became) counts[became] += 1;
  }
  return counts;
}

/** By the session itself: lists are a moment behind. */
const moveOn = (ctx: Ctx, sessionId: string): Promise<"published" | "completed" | undefined> =>
  retryingConflicts(async () => {
    const stored = await ctx.table.get(sessionKey(sessionId), Session, { consistent: true });
    const now = ctx.clock.now();
    const session = stored?.data;
    if (stored === undefined || session === undefined) return undefined;
    if (session.status === "published" && session.endsAt <= now) {
      const { put, expect } = await openOf(ctx, session);
      const completed = sessionPuts({ ...session, status: "completed", changedAt: now }, stored.version + 1);
      await commit(ctx, { put: [...completed, ...put], expect });
      await countTakingsOf(ctx, session);
      return "completed";
    }
    if (session.status !== "scheduled" || session.publishAt === undefined || session.publishAt > now) return undefined;
    const after = published(session, now);
    await commit(ctx, { put: sessionPuts(after, stored.version + 1), emit: [publishedEvent(after)] });
    return "published";
  });
