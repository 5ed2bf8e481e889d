import { londonDateOf, Problem, plusSeconds } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { isForAnotherDay, markOf } from "../attendance/mark-of.ts";
import { assertMayMark } from "../attendance/may-mark.ts";
import { type Coming, placesNamed } from "../attendance/places-coming.ts";
import { changed, standingOf } from "../attendance/standing.ts";
import { personOf } from "../bookings/buyer-of.ts";
import type { Mark, Marking } from "../schema/attendance.ts";
import type { Session } from "../schema/session.ts";
import { currentSession } from "./read-desk.ts";

/** What stands for a place after a tap. */
export interface Marked {
  readonly placeId: string;
  /** `overtaken`: somebody tapped later than this and was heard first, or the session has moved to another day since. `gone`: the place is nobody's any more. */
  readonly outcome: "saved" | "overtaken" | "gone";
  readonly mark?: Mark | undefined;
}

/** Taps are told apart for so long; a browser gives up sending one again long before. */
const tapsKept = 20;

/**
 * Marks who is there. Each place is an item of its own, so two who mark at once lose nothing of each other; of two taps
 * on one place the later stands, however late it arrives. Once the register is closed a mark is a correction, and told.
 */
export async function markAttendance(ctx: Ctx, sessionId: string, marks: Marking["marks"]): Promise<readonly Marked[]> {
  await assertMayMark(ctx, sessionId);
  const { data: session } = await currentSession(ctx, sessionId);
  assertOnTheDay(session, ctx.clock.now());
  const coming = await placesNamed(
    ctx,
    sessionId,
    marks.map(({ placeId }) => placeId),
  );
  const marked: Marked[] = [];
  for (const each of marks) {
    const place = coming.get(each.placeId);
    if (place === undefined) marked.push({ placeId: each.placeId, outcome: "gone" });
    else marked.push(await retryingConflicts(() => markOne(ctx, session, place, each)));
  }
  return marked;
}

/** From the morning of its day on; a draft and a cancelled session have nobody to mark. */
export function assertOnTheDay({ status, startsAtLocal, title }: Session, now: string): void {
  if (status === "cancelled") throw new Problem("gone", `“${title}” was cancelled, so there is no register to mark.`);
  if (status === "draft" || status === "scheduled") {
    throw new Problem("conflict", `“${title}” is not published yet, so nobody can come to it.`);
  }
  if (londonDateOf(now) >= startsAtLocal.slice(0, 10)) return;
  throw new Problem("conflict", `The register of “${title}” opens on the morning of its day.`);
}

async function markOne(ctx: Ctx, session: Session, coming: Coming, tap: Marking["marks"][number]): Promise<Marked> {
  const standing = await standingOf(ctx, coming);
  const { placeId, taps, markedAt: lastAt } = standing.attendance;
  const before = markOf(standing.attendance, session);
  const markedAt = plusSeconds(ctx.clock.now(), -tap.secondsAgo);
  if (taps.includes(tap.tapId)) return { placeId, outcome: "saved", mark: before };
  const isLate = isForAnotherDay(markedAt, session) || (lastAt !== undefined && lastAt > markedAt);
  if (isLate) return { placeId, outcome: "overtaken", mark: before };
  const { mark } = tap;
  // What is told names whoever has the place at this moment: the booker may name another one while the session runs.
  const now = standing.isTold
    ? (await placesNamed(ctx, session.sessionId, [placeId])).get(placeId)
    : { ...coming, relies: undefined };
  if (now === undefined) return { placeId, outcome: "gone" };
  const { put, emit } = changed(standing, session, now, {
    ...{ mark, markedAt, markedBy: personOf(ctx).personId },
    taps: [...taps, tap.tapId].slice(-tapsKept),
  });
  await commit(ctx, { put: [put], expect: now.relies ? [now.relies] : [], emit });
  return { placeId, outcome: "saved", mark };
}
