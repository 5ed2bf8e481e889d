import type { Session, SessionContent } from "../schema/session.ts";

/** What staff said about a session, without what is the house's. */
export function contentOf(session: Session): SessionContent {
  const { sessionId, seriesId, startsAt, endsAt, bookingClosesAt, status, publishAt, publishedAt, ...rest } = session;
  const { calendarSequence, rescheduled, cancelled, createdBy, createdAt, changedAt, ...content } = rest;
  return content;
}
