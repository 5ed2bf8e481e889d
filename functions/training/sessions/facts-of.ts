import type { training } from "@alliance/events";
import type * as z from "zod";
import type { Session } from "../schema/session.ts";

type SessionFacts = z.infer<typeof training.queueJoined.data>["session"];

/** Where it is, without how to get in. */
export const publicPlace = ({ name, addressLines, postcode }: NonNullable<Session["venue"]>) => ({
  ...{ name, addressLines, postcode },
});

/** What events, and so letters, may say of a session: never how to join it. */
export function factsOf(session: Session): SessionFacts {
  const { sessionId, title, format, startsAtLocal, endsAtLocal, startsAt, endsAt, calendarSequence, venue } = session;
  return {
    ...{ sessionId, title, format, startsAtLocal, endsAtLocal, startsAt, endsAt, calendarSequence },
    ...(venue ? { venue: publicPlace(venue) } : {}),
  };
}
