import type { Instant } from "@alliance/core";
import { draft, type EventDraft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { sessionPk } from "../keys/session.ts";
import type { Session } from "../schema/session.ts";

/** As it is in the catalogue from now on. */
export function published({ publishAt: _, ...session }: Session, now: Instant): Session {
  return { ...session, status: "published", publishedAt: now, changedAt: now };
}

export function publishedEvent(session: Session): { readonly pk: string; readonly event: EventDraft } {
  const { sessionId, seriesId, title, startsAt, endsAt } = session;
  const data = { sessionId, ...(seriesId ? { seriesId } : {}), title, startsAt, endsAt };
  return { pk: sessionPk(sessionId), event: draft(training.sessionPublished, data) };
}
