import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";
import { type Attending, SessionFactsTable, type SessionInLetter } from "./session-facts.tsx";
import { type WayIn, WayInFacts } from "./way-in.tsx";

export interface PlaceLetter {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly session: SessionInLetter;
  readonly attending: Attending;
  /** The session's own page: no account is needed to read it. */
  readonly sessionUrl: string;
}

/** To a delegate who did not book: a place is theirs. */
export function placeConfirmed(
  data: PlaceLetter & { readonly wayIn: WayIn | undefined; readonly isBooker: boolean },
): Email {
  const { session, organisationName, isBooker } = data;
  const subject = subjectLine(`You have a place: ${session.title}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={isBooker ? `For ${organisationName}.` : `${organisationName} booked a place for you.`}
        reason={`We sent you this because ${organisationName} named you for a place.`}
      >
        <Heading>You have a place</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {isBooker
            ? `A place that you booked for ${organisationName} is your own now.`
            : `A colleague at ${organisationName} booked a place for you. There is nothing you need to do.`}
        </Paragraph>
        <SessionFactsTable session={session} attending={data.attending} />
        <WayInFacts session={session} wayIn={data.wayIn} attending={data.attending} />
        <Paragraph>
          {isBooker
            ? "If you cannot come, somebody else from your school can have the place, free of charge."
            : "If you cannot come, please tell whoever booked: somebody else from your school can have the place, free of charge."}
        </Paragraph>
        <Action href={data.sessionUrl}>See the session</Action>
      </Layout>,
    ),
  };
}

/** To a delegate whose place has gone to a colleague, or was cancelled. */
export function placeGone(
  data: PlaceLetter & { readonly because: "replaced" | "cancelled" | "session-cancelled" },
): Email {
  const { session, organisationName, because } = data;
  const isOff = because === "session-cancelled";
  const subject = subjectLine(isOff ? `Cancelled: ${session.title}` : `No longer your place: ${session.title}`);
  const why = {
    replaced: `Somebody else from ${organisationName} comes in your place, so nobody expects you any more.`,
    cancelled: `${organisationName} cancelled the place that was booked for you, so nobody expects you any more.`,
    "session-cancelled":
      "We had to cancel this session, and we are sorry. Whoever booked for you hears about the rest.",
  }[because];
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={why}
        reason={`We sent you this because ${organisationName} had named you for a place.`}
      >
        <Heading>{isOff ? "This session is cancelled" : "You are not expected any more"}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>{why}</Paragraph>
        <SessionFactsTable session={session} attending={data.attending} />
        {!isOff && <Paragraph>If that is not right, please ask whoever books training at your school.</Paragraph>}
      </Layout>,
    ),
  };
}
