import { authorise } from "@alliance/auth";
import { type Instant, londonInstantOf, Problem } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { sessionPuts } from "../keys/session.ts";
import type { Session } from "../schema/session.ts";
import { published, publishedEvent } from "../sessions/published.ts";
import { currentSession } from "./read-desk.ts";

/** At once, or by itself at a time in London. A second click is the first one again. */
export async function publishSession(ctx: Ctx, sessionId: string, atLocal?: string): Promise<Session> {
  authorise(ctx.actor, "training.manage");
  return retryingConflicts(async () => {
    const { data: session, version } = await currentSession(ctx, sessionId);
    const now = ctx.clock.now();
    if (session.status === "published") return session;
    assertPublishable(session, now);
    if (atLocal !== undefined) {
      const publishAt = dueAt(session, atLocal, now);
      const waiting: Session = { ...session, status: "scheduled", publishAt, changedAt: now };
      if (session.status !== "scheduled" || session.publishAt !== publishAt) {
        await commit(ctx, { put: sessionPuts(waiting, version + 1) });
      }
      return waiting;
    }
    const after = published(session, now);
    await commit(ctx, { put: sessionPuts(after, version + 1), emit: [publishedEvent(after)] });
    return after;
  });
}

/** A scheduled session is a draft again; of a draft nothing changes. */
export async function withdrawSession(ctx: Ctx, sessionId: string): Promise<Session> {
  authorise(ctx.actor, "training.manage");
  return retryingConflicts(async () => {
    const { data: session, version } = await currentSession(ctx, sessionId);
    if (session.status === "draft") return session;
    if (session.status !== "scheduled") {
      throw new Problem("conflict", "This session is published already: people may have booked it.");
    }
    const { publishAt: _, ...rest } = session;
    const after: Session = { ...rest, status: "draft", changedAt: ctx.clock.now() };
    await commit(ctx, { put: sessionPuts(after, version + 1) });
    return after;
  });
}

function assertPublishable({ status, bookingClosesAt }: Session, now: Instant): void {
  if (status === "cancelled" || status === "completed") {
    throw new Problem("conflict", "This session is over or cancelled, so it cannot be published.");
  }
  if (bookingClosesAt <= now) {
    throw new Problem("conflict", "Booking for this session would be closed already. Change its times first.");
  }
}

function dueAt({ bookingClosesAt }: Session, atLocal: string, now: Instant): Instant {
  const at = londonInstantOf(atLocal);
  const refuse = (message: string) => {
    throw new Problem("invalid-input", message, [{ field: "publishAt", message }]);
  };
  if (at === undefined) return refuse("There is no such time in London");
  if (at <= now) return refuse("Enter a time in the future, or publish it now");
  return at < bookingClosesAt ? at : refuse("Enter a time before booking closes");
}
