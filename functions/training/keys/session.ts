import { sessionKey } from "@alliance/auth";
import type { Key, Pattern, Put } from "@alliance/store";
import { listingOf, type Session } from "../schema/session.ts";

/** Aggregate of a session: itself, its seats, its queue, and their events. */
export const sessionPk = (sessionId: string): string => `session#${sessionId}`;

export { sessionKey };
export const listingKey = (sessionId: string): Key => ({ pk: sessionPk(sessionId), sk: "listing" });

/** The one that is to come first, first. */
export const publishedPattern: Omit<Pattern, "limit"> = { index: "gsi1", pk: "training-sessions" };
/** Those that publish themselves, the next one first. */
export const scheduledPattern: Omit<Pattern, "limit"> = { index: "gsi1", pk: "training-sessions-scheduled" };
/** All there ever were, for staff; the latest first. */
export const allPattern: Omit<Pattern, "limit"> = { index: "gsi2", pk: "training-sessions-all", descending: true };

function listedAs({ sessionId, status, startsAt, publishAt }: Session): Key | undefined {
  if (status === "published") return { pk: publishedPattern.pk, sk: `${startsAt}#${sessionId}` };
  if (status !== "scheduled" || publishAt === undefined) return undefined;
  return { pk: scheduledPattern.pk, sk: `${publishAt}#${sessionId}` };
}

/** A session and what lists show of it: one commit, one version. */
export function sessionPuts(session: Session, version: number): Put[] {
  const { sessionId, startsAt } = session;
  const gsi1 = listedAs(session);
  return [
    { key: sessionKey(sessionId), entity: "training.session", version, data: session },
    {
      key: listingKey(sessionId),
      entity: "training.session-listing",
      version,
      data: listingOf(session),
      ...(gsi1 ? { gsi1 } : {}),
      gsi2: { pk: allPattern.pk, sk: `${startsAt}#${sessionId}` },
    },
  ];
}
