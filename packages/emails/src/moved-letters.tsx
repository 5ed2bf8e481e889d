import { dateInWords, type LondonDate, whenInWords } from "@alliance/core";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";
import { type Attending, type SessionInLetter, whereOf } from "./session-facts.tsx";
import { type WayIn, WayInFacts } from "./way-in.tsx";

type Formerly = Pick<SessionInLetter, "startsAtLocal" | "endsAtLocal" | "venue">;

interface Moved {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly session: SessionInLetter;
  readonly formerly: Formerly;
  /** Staff's own sentence. */
  /** Staff's own sentence. */
  readonly reason: string | undefined;
}

/** What it is from now on, and what of it was otherwise. */
const MoveTable = (props: Pick<Moved, "session" | "formerly"> & { readonly attending?: Attending | undefined }) => {
  const { session, formerly, attending } = props;
  const [now, before] = [whenInWords(session), whenInWords(formerly)];
  const [where, whereBefore] = [session, { ...session, venue: formerly.venue }].map((each) => whereOf(each, attending));
  return (
    <Facts
      facts={[
        ["What", session.title],
        ["New time", now],
        ["It was", before === now ? undefined : before],
        ["Where", where],
        ["It was at", where === whereBefore ? undefined : whereBefore],
      ]}
    />
  );
};

/** To whoever booked: their places stay, and what they can do if nobody can come then. */
export function sessionMoved(
  data: Moved & { readonly places: number; readonly freeCancellationUntil: LondonDate; readonly bookingUrl: string },
): Email {
  const { session, formerly, reason, places } = data;
  const subject = subjectLine(`Moved: ${session.title}`);
  const stay = places === 1 ? "Your place stays booked" : `Your ${places} places stay booked`;
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`Now ${whenInWords(session)}. ${stay}.`}
        reason={`We sent you this because you booked training for ${data.organisationName}.`}
      >
        <Heading>We had to move this session</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        {reason !== undefined && <Paragraph>{reason}</Paragraph>}
        <MoveTable session={session} formerly={formerly} />
        <Paragraph>
          {`${stay}, and there is nothing you need to do. Everybody you named gets an email with the new date for their calendar.`}
        </Paragraph>
        <Paragraph>
          {`Can nobody come then? Send somebody else, or cancel by ${dateInWords(data.freeCancellationUntil)}: all of the price is taken off, whatever the terms say.`}
        </Paragraph>
        <Action href={data.bookingUrl}>See your booking</Action>
      </Layout>,
    ),
  };
}

/** To a delegate who did not book. */
export function placeMoved(data: Moved & { readonly attending: Attending; readonly sessionUrl: string }): Email {
  const { session, formerly, reason, attending } = data;
  const subject = subjectLine(`Moved: ${session.title}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`Now ${whenInWords(session)}. You still have your place.`}
        reason={`We sent you this because ${data.organisationName} named you for a place.`}
      >
        <Heading>We had to move this session</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        {reason !== undefined && <Paragraph>{reason}</Paragraph>}
        <MoveTable session={session} formerly={formerly} attending={attending} />
        <Paragraph>
          You still have your place, and the entry in this email moves it in your calendar. If you cannot come then,
          please tell whoever booked: somebody else can have the place, or they can cancel it.
        </Paragraph>
        <Action href={data.sessionUrl}>See the session</Action>
      </Layout>,
    ),
  };
}

interface Transferred {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly from: SessionInLetter;
  readonly to: SessionInLetter;
}

const TransferTable = (props: Pick<Transferred, "from" | "to"> & { readonly attending?: Attending | undefined }) => (
  <Facts
    facts={[
      ["What", props.to.title],
      ["When", whenInWords(props.to)],
      ["Where", whereOf(props.to, props.attending)],
      ["Instead of", `${props.from.title}, ${whenInWords(props.from)}`],
    ]}
  />
);

/** To whoever booked: places of theirs are at another date now. */
export function placesMoved(
  data: Transferred & {
    readonly places: number;
    readonly attending?: Attending | undefined;
    readonly wayIn: WayIn | undefined;
    readonly bookingUrl: string;
  },
): Email {
  const { to, from, places } = data;
  const subject = subjectLine(`Moved to another date: ${to.title}`);
  const what = places === 1 ? "1 place is" : `${places} places are`;
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`${what} moved. Now ${whenInWords(to)}.`}
        reason={`We sent you this because you booked training for ${data.organisationName}.`}
      >
        <Heading>Places moved to another date</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`${what} moved, at the same price: the invoice stays as it is. Everybody you named gets an email with the new date for their calendar.`}
        </Paragraph>
        <TransferTable from={from} to={to} attending={data.attending} />
        <WayInFacts session={to} wayIn={data.wayIn} attending={data.attending} />
        <Action href={data.bookingUrl}>See your booking</Action>
      </Layout>,
    ),
  };
}

/** To a delegate who did not book: their place is at another date now. */
export function placeTransferred(
  data: Transferred & {
    readonly attending: Attending;
    readonly wayIn: WayIn | undefined;
    readonly sessionUrl: string;
  },
): Email {
  const { to, from, organisationName, attending } = data;
  const subject = subjectLine(`Your place has moved: ${to.title}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`Now ${whenInWords(to)}.`}
        reason={`We sent you this because ${organisationName} named you for a place.`}
      >
        <Heading>Your place has moved to another date</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`${organisationName} moved your place. This email has the new entry for your calendar, and one that takes the old one away.`}
        </Paragraph>
        <TransferTable from={from} to={to} attending={attending} />
        <WayInFacts session={to} wayIn={data.wayIn} attending={attending} />
        <Paragraph>If you cannot come then, please tell whoever booked: somebody else can have the place.</Paragraph>
        <Action href={data.sessionUrl}>See the session</Action>
      </Layout>,
    ),
  };
}

interface Off {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly session: SessionInLetter;
  /** Staff's own sentence. */
  readonly reason: string | undefined;
  readonly trainingUrl: string;
  /** What they had: a place in the queue, or places that were not confirmed yet. */
  readonly had: "waited" | "unfinished" | "unpaid";
}

const meaning: Readonly<Record<Off["had"], string>> = {
  waited: "You were in the queue for it, so you need not wait any more. Nothing was charged.",
  unfinished: "We held places for you that were not booked yet. They are gone, and nothing was charged.",
  unpaid:
    "Your places waited for their payment, so they are gone. If you have paid already, all of it goes back to you without your asking.",
};

/** To whoever waited, or had begun to book, when we called the session off. */
export function sessionOff(data: Off): Email {
  const { session, reason } = data;
  const subject = subjectLine(`Cancelled: ${session.title}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={meaning[data.had]}
        reason={`We sent you this because you wanted to book training for ${data.organisationName}.`}
      >
        <Heading>We had to cancel this session</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>{`${reason ?? ""} We are sorry.`.trim()}</Paragraph>
        <Facts
          facts={[
            ["What", session.title],
            ["It was to be", whenInWords(session)],
          ]}
        />
        <Paragraph>{meaning[data.had]}</Paragraph>
        <Action href={data.trainingUrl}>Look for another session</Action>
      </Layout>,
    ),
  };
}
