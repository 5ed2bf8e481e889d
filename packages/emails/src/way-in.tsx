import { Facts, Paragraph } from "./parts.tsx";
import type { Attending, SessionInLetter } from "./session-facts.tsx";

/** How to get in, as staff wrote it; a link that is not known yet is absent. */
export interface WayIn {
  readonly venue?: { readonly instructions?: string | undefined } | undefined;
  readonly online?: { readonly link?: string | undefined; readonly instructions?: string | undefined } | undefined;
}

interface WayInProps {
  readonly session: SessionInLetter;
  /** Absent where nothing is known of the session any more. */
  readonly wayIn: WayIn | undefined;
  /** Without it, for both ways of attending. */
  readonly attending?: Attending | undefined;
}

/** For whoever has a place: how to get in, or when they hear of it. */
export const WayInFacts = ({ session, wayIn, attending }: WayInProps) => {
  const isOnline = attending !== "room" && session.format !== "in-person";
  return (
    <>
      <Facts
        facts={[
          ["Getting there", attending === "online" ? undefined : wayIn?.venue?.instructions],
          ["To join online", isOnline ? wayIn?.online?.link : undefined],
          ["Joining online", isOnline ? wayIn?.online?.instructions : undefined],
        ]}
      />
      {isOnline && wayIn?.online?.link === undefined && (
        <Paragraph>The link to join comes in an email of its own, on the day at the latest.</Paragraph>
      )}
    </>
  );
};
