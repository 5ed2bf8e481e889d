import { authorise } from "@alliance/auth";
import { type Instant, type LondonDate, londonDateOf, Problem, plusDays, schoolDayOnOrAfter } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { daysToAnswerAMove } from "../bookings/house.ts";
import { sessionPk, sessionPuts } from "../keys/session.ts";
import type { Session, SessionContent } from "../schema/session.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { moveFacts } from "../sessions/move-facts.ts";
import { timesOf } from "../sessions/times-of.ts";
import { currentSession } from "./read-desk.ts";

export interface Rescheduling {
  /** The version that the editor had in front of them. */
  readonly basedOn: number;
  /** Of which the times, the venue and how to join are taken. */
  readonly content: SessionContent;
  /** For everybody who booked. */
  readonly reason: string;
}

/**
 * Moves a published session to another time or place: one decision, in one commit, for everybody who booked. Their places
 * stay; they are told afterwards, page by page, and may cancel for all of the price until a day that is kept with it.
 */
export async function rescheduleSession(ctx: Ctx, sessionId: string, input: Rescheduling): Promise<Session> {
  authorise(ctx.actor, "training.manage");
  return retryingConflicts(() => reschedule(ctx, sessionId, input));
}

async function reschedule(ctx: Ctx, sessionId: string, input: Rescheduling): Promise<Session> {
  const stored = await currentSession(ctx, sessionId);
  const { data: before, version } = stored;
  assertDecidable(stored, input.basedOn, ctx.clock.now());
  const now = ctx.clock.now();
  const times = timesOf(input.content);
  if (times.startsAt <= now || times.bookingClosesAt <= now) {
    const message = "Enter a day and a time in the future";
    throw new Problem("invalid-input", `${message}.`, [{ field: "startsAtLocal", message }]);
  }
  const { startsAtLocal, endsAtLocal, venue } = before;
  const after: Session = {
    ...{ ...before, ...newPlaceOf(before, input.content), ...times },
    calendarSequence: before.calendarSequence + 1,
    changedAt: now,
    rescheduled: {
      ...{ at: now, reason: input.reason },
      formerly: { startsAtLocal, endsAtLocal, ...(venue ? { venue } : {}) },
      freeCancellationUntil: freeCancellationFrom(now),
    },
  };
  if (!hasMoved(before, after)) {
    const message = "Nothing has moved: enter another time or place. Everything else is changed on the session’s page";
    throw new Problem("invalid-input", `${message}.`, [{ field: "startsAtLocal", message }]);
  }
  const data = { session: factsOf(after), ...moveFacts(after.rescheduled as NonNullable<Session["rescheduled"]>) };
  await commit(ctx, {
    put: sessionPuts(after, version + 1),
    emit: [{ pk: sessionPk(sessionId), event: draft(training.sessionRescheduled, data) }],
  });
  return after;
}

/** The day, in London, by which whoever booked answers a move that is decided now. */
export const freeCancellationFrom = (now: Instant): LondonDate =>
  schoolDayOnOrAfter(plusDays(londonDateOf(now), daysToAnswerAMove));

/** Whether staff may still move it or call it off: it is published, has not begun, and is as they saw it. */
export function assertDecidable(
  { data, version }: Pick<Stored<Session>, "data" | "version">,
  basedOn: number,
  now: string,
): void {
  const { status, startsAt } = data;
  if (status === "draft" || status === "scheduled") {
    throw new Problem("conflict", "Nobody can have booked this session yet. Change it on its page.");
  }
  if (status === "cancelled") throw new Problem("gone", "This session is cancelled already.");
  if (status === "completed" || startsAt <= now) throw new Problem("gone", "This session has begun or is over.");
  if (version !== basedOn) throw new Problem("stale", "Somebody changed this session while you worked on it.");
}

function newPlaceOf({ format }: Session, content: SessionContent) {
  const { startsAtLocal, endsAtLocal, bookingClosesAtLocal, venue, online } = content;
  return {
    ...{ startsAtLocal, endsAtLocal, bookingClosesAtLocal },
    ...(format !== "online" && venue ? { venue } : {}),
    ...(format !== "in-person" && online ? { online } : {}),
  };
}

const hasMoved = (before: Session, after: Session): boolean =>
  (["startsAtLocal", "endsAtLocal", "venue"] as const).some(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
