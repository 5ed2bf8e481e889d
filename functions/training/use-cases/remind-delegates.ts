import { plusDays } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { reminding } from "../bookings/house.ts";
import { publishedPattern, sessionKey } from "../keys/session.ts";
import { workKey } from "../keys/work.ts";
import { Listing, Session } from "../schema/session.ts";
import { type ReminderKind, reminderId, reminderTimes } from "../sessions/reminder-times.ts";
import { take } from "../work/work-off.ts";

/** Pages of sessions that one run looks at, the next ones first; what does not fit is looked at ten minutes later. */
const [pageSize, mostPages] = [100, 3];

/**
 * By the clock: begins the reminders that are due, of sessions of the next week. Two runs at once begin each of them
 * once, and whatever a session is by then decides: one that moved is reminded of at its new time, one that is off never.
 */
export async function remindDelegates(ctx: Ctx): Promise<{ readonly begun: number }> {
  const due = (await sessionsSoon(ctx)).flatMap((session) => dueOf(session, ctx.clock.now()));
  const ids = [...new Set(due.map(({ sessionId }) => sessionId))];
  const found = await ctx.table.getMany(ids.map(sessionKey), Session, { consistent: true });
  const sessions = new Map(found.flatMap((stored) => (stored ? [[stored.data.sessionId, stored.data]] : [])));
  const wanted = due.flatMap(({ sessionId, kind }) => {
    const session = sessions.get(sessionId);
    // A link is sent as soon as there is one.
    if (session === undefined || (kind === "joining" && session.online?.link === undefined)) return [];
    return [{ sessionId, kind, workId: reminderId(kind, session) }];
  });
  const begun = await ctx.table.getMany(
    wanted.map(({ sessionId, workId }) => workKey(sessionId, workId)),
    z.unknown(),
    { consistent: true },
  );
  const open = wanted.filter((_, at) => begun[at] === undefined);
  for (const { sessionId, kind, workId } of open) await take(ctx, { sessionId, kind, workId, step: 1 });
  return { begun: open.length };
}

async function sessionsSoon(ctx: Ctx): Promise<Listing[]> {
  const horizon = plusDays(ctx.clock.now().slice(0, 10), reminding.daysBefore + 1);
  const soon: Listing[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const pattern = { ...publishedPattern, limit: pageSize, ...(cursor ? { cursor } : {}) };
    const { items, ...read } = await ctx.table.query(pattern, Listing);
    soon.push(...items.map(({ data }) => data).filter(({ startsAt }) => startsAt.slice(0, 10) <= horizon));
    cursor = read.cursor;
    if (cursor === undefined || soon.length < (page + 1) * pageSize) break;
  }
  return soon;
}

const dueOf = (session: Listing, now: string): { readonly sessionId: string; readonly kind: ReminderKind }[] =>
  [...reminderTimes(session)]
    .filter(([, { from, until }]) => from <= now && now < until)
    .map(([kind]) => ({ sessionId: session.sessionId, kind }));
