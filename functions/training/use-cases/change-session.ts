import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit } from "@alliance/store";
import { sessionPk, sessionPuts } from "../keys/session.ts";
import type { Session, SessionContent } from "../schema/session.ts";
import { timesOf } from "../sessions/times-of.ts";
import { currentSession } from "./read-desk.ts";

/** What people rely on who have booked: none of it changes once a session is published. */
const fixed = ["kind", "format", "startsAtLocal", "endsAtLocal", "venue"] as const;

/** Changes what a session says. `basedOn` is the version that the editor had in front of them: an older one is refused. */
export async function changeSession(
  ctx: Ctx,
  sessionId: string,
  { basedOn, content }: { readonly basedOn: number; readonly content: SessionContent },
): Promise<Session> {
  authorise(ctx.actor, "training.manage");
  const { data: before, version } = await currentSession(ctx, sessionId);
  if (version !== basedOn) throw new Problem("stale", "Somebody changed this session while you worked on it.");
  if (before.status === "cancelled" || before.status === "completed") {
    throw new Problem("conflict", "This session is over or cancelled: nothing about it changes any more.");
  }
  const now = ctx.clock.now();
  const times = timesOf(content);
  if (before.status === "published") assertKept(before, content);
  else if (times.startsAt <= now) throw new Problem("invalid-input", "This time has passed.", [inTheFuture]);
  const after = changed(before, content, now);
  const event = draft(training.sessionChanged, { sessionId, title: after.title });
  const isKnown = before.status === "published";
  await commit(ctx, {
    put: sessionPuts(after, version + 1),
    ...(isKnown ? { emit: [{ pk: sessionPk(sessionId), event }] } : {}),
  });
  return after;
}

const inTheFuture = { field: "startsAtLocal", message: "Enter a day and a time in the future" };

/** Whatever is not said any more is gone; what is the house's stays. */
function changed(before: Session, content: SessionContent, now: string): Session {
  const { sessionId, seriesId, status, publishAt, publishedAt, calendarSequence, createdBy, createdAt } = before;
  const { rescheduled } = before;
  return {
    ...content,
    ...timesOf(content),
    ...{ sessionId, status, calendarSequence, createdBy, createdAt, changedAt: now },
    ...(seriesId ? { seriesId } : {}),
    ...(publishAt ? { publishAt } : {}),
    ...(publishedAt ? { publishedAt } : {}),
    ...(rescheduled ? { rescheduled } : {}),
  };
}

function assertKept(before: Session, content: SessionContent): void {
  const differs = fixed.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(content[name]));
  const smaller = before.pools.some(
    ({ poolId, capacity }) => capacity > (content.pools.find((pool) => pool.poolId === poolId)?.capacity ?? 0),
  );
  if (differs.length === 0 && !smaller) return;
  const kept = "A published session keeps this: people have booked it as it is";
  throw new Problem(
    "invalid-input",
    "A published session keeps its time, its place and its size. To move it, reschedule it.",
    [
      ...differs.map((field) => ({ field, message: kept })),
      ...(smaller ? [{ field: "pools", message: "There may be more places, but not fewer: some may be booked" }] : []),
    ],
  );
}
