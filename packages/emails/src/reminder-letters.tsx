import { dayInWords } from "@alliance/core";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";
import { type Attending, SessionFactsTable, type SessionInLetter } from "./session-facts.tsx";
import { type WayIn, WayInFacts } from "./way-in.tsx";

interface Reminder {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly session: SessionInLetter;
  readonly kind: "week" | "day-before" | "joining";
  readonly wayIn: WayIn | undefined;
}

/** "On 20 January, 15:45" */
const when = ({ startsAtLocal }: SessionInLetter): string =>
  `${dayInWords(startsAtLocal.slice(0, 10))}, ${startsAtLocal.slice(11)}`;

const subjectOf = ({ kind, session }: Reminder): string =>
  subjectLine(kind === "joining" ? `To join today: ${session.title}` : `${when(session)}: ${session.title}`);

const sessionOf = ({ session, wayIn }: Reminder, attending?: Attending) => (
  <>
    <SessionFactsTable session={session} attending={attending} />
    <WayInFacts session={session} wayIn={wayIn} attending={attending} />
  </>
);

/** To a delegate who did not book. */
export function placeReminder(data: Reminder & { readonly attending: Attending; readonly sessionUrl: string }): Email {
  const subject = subjectOf(data);
  const isToday = data.kind === "joining";
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={isToday ? "Here is how you join." : `We look forward to seeing you on ${when(data.session)}.`}
        reason={`We sent you this because ${data.organisationName} named you for a place.`}
      >
        <Heading>{isToday ? "Here is how you join" : "Your place is coming up"}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        {sessionOf(data, data.attending)}
        <Paragraph>If you cannot come, please tell whoever booked: somebody else can have the place.</Paragraph>
        <Action href={data.sessionUrl}>See the session</Action>
      </Layout>,
    ),
  };
}

const missing = (unnamed: number): string =>
  unnamed === 1
    ? "One place has no name yet. Say who comes, so that they get the way in by email; until then, please pass it on."
    : `${unnamed} places have no names yet. Say who comes, so that they get the way in by email; until then, please pass it on.`;

/** To whoever booked: for their own place, and for the names that are still missing. */
export function bookingReminder(
  data: Reminder & {
    readonly places: number;
    readonly unnamed: number;
    readonly attending?: Attending | undefined;
    readonly bookingUrl: string;
  },
): Email {
  const { unnamed, places } = data;
  const subject =
    unnamed > 0 && data.kind !== "joining" ? subjectLine(`Who comes? ${subjectOf(data)}`) : subjectOf(data);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={unnamed > 0 ? missing(unnamed) : "Everybody you named gets an email of their own."}
        reason={`We sent you this because you booked training for ${data.organisationName}.`}
      >
        <Heading>{data.kind === "joining" ? "Here is how you join" : "Your booking is coming up"}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`You booked ${places === 1 ? "1 place" : `${places} places`} for ${data.organisationName}. Everybody you named gets an email of their own.`}
        </Paragraph>
        {unnamed > 0 && <Paragraph>{missing(unnamed)}</Paragraph>}
        {sessionOf(data, data.attending)}
        <Action href={data.bookingUrl}>{unnamed > 0 ? "Say who comes" : "See your booking"}</Action>
      </Layout>,
    ),
  };
}
