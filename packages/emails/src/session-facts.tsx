import { whenInWords } from "@alliance/core";
import { Facts } from "./parts.tsx";

/** A session as a letter shows it. */
export interface SessionInLetter {
  readonly sessionId: string;
  readonly title: string;
  readonly format: "in-person" | "online" | "hybrid";
  /** As clocks in London show it. */
  readonly startsAtLocal: string;
  readonly endsAtLocal: string;
  readonly venue?:
    | { readonly name: string; readonly addressLines: readonly string[]; readonly postcode: string }
    | undefined;
}

/** The place of somebody at it: in the room or online. */
export type Attending = "room" | "online";

/** Where somebody goes, in one line; without a way of attending, whatever the session has. */
export function whereOf({ venue, format }: SessionInLetter, attending?: Attending): string | undefined {
  if (attending === "online" || format === "online") return "Online";
  return venue && [venue.name, ...venue.addressLines, venue.postcode].join(", ");
}

/** When and where; how somebody takes part decides which of the two places of a hybrid session is told. */
export const SessionFactsTable = ({
  session,
  attending,
}: {
  readonly session: SessionInLetter;
  readonly attending?: Attending | undefined;
}) => (
  <Facts
    facts={[
      ["What", session.title],
      ["When", whenInWords(session)],
      ["Where", whereOf(session, attending)],
    ]}
  />
);

/** "Evaluating a partnership", or "4 sessions": for a subject. */
export const namedSessions = (sessions: readonly SessionInLetter[]): string => {
  const [first] = sessions;
  return sessions.length === 1 && first ? first.title : `${sessions.length} sessions`;
};
