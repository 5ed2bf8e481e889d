import { actorId, Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import type { Session, SessionContent } from "../schema/session.ts";
import { timesOf } from "./times-of.ts";

/** A draft of what staff say; throws where its time has passed. */
export function newSession(ctx: Ctx, content: SessionContent, seriesId?: string): Session {
  const now = ctx.clock.now();
  const times = timesOf(content);
  if (times.startsAt <= now) {
    throw new Problem("invalid-input", "This time has passed.", [
      { field: "startsAtLocal", message: "Enter a day and a time in the future" },
    ]);
  }
  return {
    ...content,
    ...times,
    sessionId: ctx.ids.next("ses"),
    ...(seriesId ? { seriesId } : {}),
    status: "draft",
    calendarSequence: 0,
    ...{ createdBy: actorId(ctx.actor), createdAt: now, changedAt: now },
  };
}
