import type { CalendarEntry } from "@alliance/calendar";
import type { Listing } from "../schema/session.ts";

/** A session as anybody's calendar shows it: where, but never the link to join it. */
export function calendarEntry(session: Listing, publicOrigin: string): CalendarEntry {
  const { sessionId, title, summary, startsAtLocal, endsAtLocal, status, changedAt, calendarSequence } = session;
  return {
    uid: `${sessionId}@${new URL(publicOrigin).hostname}`,
    ...{ sequence: calendarSequence, changedAt, startsAtLocal, endsAtLocal, title, description: summary },
    location: session.format === "online" ? "Online" : session.place,
    url: `${publicOrigin}/training/${sessionId}`,
    isCancelled: status === "cancelled",
  };
}
