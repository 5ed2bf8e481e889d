import { type Instant, type Pence, pounds } from "@alliance/core";
import { formatDateTime } from "@alliance/ui/format";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";
import { type Attending, namedSessions, SessionFactsTable, type SessionInLetter } from "./session-facts.tsx";
import { type WayIn, WayInFacts } from "./way-in.tsx";

interface OfBooking {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly sessions: readonly SessionInLetter[];
  readonly bookingUrl: string;
}

export interface BookingConfirmed extends OfBooking {
  readonly places: number;
  /** Whose names are to follow. */
  readonly unnamed: number;
  readonly payment: "card" | "invoice" | "free";
  readonly netPence: Pence;
  /** By session: how those get in who have these places. */
  readonly waysIn: ReadonlyMap<
    string,
    { readonly wayIn: WayIn | undefined; readonly attending?: Attending | undefined }
  >;
}

const places = (count: number): string => (count === 1 ? "1 place" : `${count} places`);

const paying = ({ payment, netPence }: BookingConfirmed): string => {
  if (payment === "free" || netPence === 0) return "There is nothing to pay.";
  if (payment === "card") return "It is paid. The invoice comes in an email of its own, for your records.";
  return "The invoice comes in an email of its own.";
};

const Sessions = ({ sessions }: Pick<OfBooking, "sessions">) => (
  <>
    {sessions.map((session) => (
      <SessionFactsTable session={session} />
    ))}
  </>
);

/** To whoever booked. */
export function bookingConfirmed(data: BookingConfirmed): Email {
  const { organisationName, unnamed } = data;
  const subject = subjectLine(`Booked: ${namedSessions(data.sessions)}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`${places(data.places)} for ${organisationName}. ${paying(data)}`}
        reason={`We sent you this because you booked training for ${organisationName}.`}
      >
        <Heading>Your booking is confirmed</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`${places(data.places)} ${data.places === 1 ? "is" : "are"} booked for ${organisationName}. ${paying(data)}`}
        </Paragraph>
        {data.sessions.map((session) => (
          <>
            <SessionFactsTable session={session} />
            <WayInFacts session={session} wayIn={undefined} {...data.waysIn.get(session.sessionId)} />
          </>
        ))}
        {unnamed > 0 && (
          <Paragraph>
            {`${unnamed === 1 ? "One name is" : `${unnamed} names are`} still to follow. Give ${unnamed === 1 ? "it" : "them"} any time before the session begins: whoever comes gets an email with the details.`}
          </Paragraph>
        )}
        <Paragraph>
          You can change who comes at any time, free of charge. Everybody you named gets an email of their own.
        </Paragraph>
        <Action href={data.bookingUrl}>See your booking</Action>
      </Layout>,
    ),
  };
}

/** To whoever paid when the places had gone. */
export function bookingLost(data: OfBooking): Email {
  const subject = subjectLine(`We are sorry: ${namedSessions(data.sessions)} filled up before your payment came`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview="All of your money goes back by itself, and you are first in the queue."
        reason={`We sent you this because you paid for training for ${data.organisationName}.`}
      >
        <Heading>We are sorry: the places had gone</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          Your payment came after the time for which we had held your places, and somebody else has them now. That is
          annoying, and we are sorry.
        </Paragraph>
        <Paragraph>
          All of your money goes back to the card it came from, by itself. Banks take up to ten days to show it. You are
          first in the queue: if places come free, we offer them to you before anybody else.
        </Paragraph>
        <Sessions sessions={data.sessions} />
        <Action href={data.bookingUrl}>See your place in the queue</Action>
      </Layout>,
    ),
  };
}

export interface PlaceOffered extends OfBooking {
  readonly places: number;
  readonly wanted: number;
  readonly holdUntil: Instant;
}

/** To whoever waited: places came free, and are held for them until an hour of a school's working day. */
export function placeOffered(data: PlaceOffered): Email {
  const until = formatDateTime(data.holdUntil);
  const subject = subjectLine(`${places(data.places)} for you: ${namedSessions(data.sessions)}`);
  const isAll = data.places === data.wanted;
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`Held for you until ${until}.`}
        reason={`We sent you this because you are in the queue for ${namedSessions(data.sessions)}.`}
      >
        <Heading>{places(data.places)} came free</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`We hold ${places(data.places)} for you${isAll ? "" : `, of the ${data.wanted} you asked for,`} until ${until}. Nobody else can take ${data.places === 1 ? "it" : "them"} before then.`}
        </Paragraph>
        <Sessions sessions={data.sessions} />
        <Paragraph>
          If you do not want {data.places === 1 ? "it" : "them"} any more, say so on the same page, and the next in the
          queue has a chance.
        </Paragraph>
        <Action href={data.bookingUrl}>Take {data.places === 1 ? "the place" : "the places"}</Action>
      </Layout>,
    ),
  };
}

export interface PlacesCancelled extends OfBooking {
  readonly places: number;
  readonly because: "cancelled-by-booker" | "cancelled-by-staff" | "session-cancelled";
  readonly isWhole: boolean;
  /** Of a session that is off: staff's own sentence. */
  readonly reason?: string | undefined;
  /** Net of VAT, over all places. */
  readonly creditedNetPence: Pence;
  readonly creditPercent: number;
}

const back = ({ creditedNetPence, creditPercent }: PlacesCancelled): string =>
  creditedNetPence === 0 && creditPercent === 100
    ? "There was nothing to pay for them; what came with your membership can be used again."
    : creditedNetPence === 0
      ? "By the terms of the session nothing is given back for them."
      : `${creditPercent} % of their price, ${pounds(creditedNetPence)} without VAT, is taken off. The credit note comes in an email of its own.`;

/** To whoever booked. */
export function placesCancelled(data: PlacesCancelled): Email {
  const named = namedSessions(data.sessions);
  const isOurs = data.because !== "cancelled-by-booker";
  const subject = subjectLine(
    data.because === "session-cancelled" ? `Cancelled: ${named}` : `${places(data.places)} cancelled: ${named}`,
  );
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`${places(data.places)} cancelled for ${data.organisationName}.`}
        reason={`We sent you this because you booked training for ${data.organisationName}.`}
      >
        <Heading>{data.because === "session-cancelled" ? "We had to cancel this session" : "Places cancelled"}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        {data.reason !== undefined && <Paragraph>{data.reason}</Paragraph>}
        <Paragraph>
          {`${places(data.places)} for ${data.organisationName} ${data.places === 1 ? "is" : "are"} cancelled${isOurs ? " by us. We are sorry" : ""}. ${back(data)}`}
        </Paragraph>
        <Sessions sessions={data.sessions} />
        <Facts facts={[["What is left of your booking", data.isWhole ? "Nothing" : "The other places stay booked"]]} />
        <Action href={data.bookingUrl}>See your booking</Action>
      </Layout>,
    ),
  };
}
