import { type Instant, type Pence, pounds } from "@alliance/core";
import { formatDateTime } from "@alliance/ui/format";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";
import { namedSessions, SessionFactsTable, type SessionInLetter } from "./session-facts.tsx";

interface Letter {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly sessions: readonly SessionInLetter[];
}

const Sessions = ({ sessions }: Pick<Letter, "sessions">) => (
  <>
    {sessions.map((session) => (
      <SessionFactsTable session={session} />
    ))}
  </>
);

export interface ApprovalAsked extends Letter {
  readonly places: number;
  readonly netPence: Pence;
  readonly answerBy: Instant;
  readonly isReminder: boolean;
  readonly approvalUrl: string;
}

/** To the budget holder of a school. */
export function approvalAsked(data: ApprovalAsked): Email {
  const { organisationName, places, isReminder } = data;
  const what = namedSessions(data.sessions);
  const subject = subjectLine(isReminder ? `Still waiting for your approval: ${what}` : `Please approve: ${what}`);
  const count = places === 1 ? "1 place" : `${places} places`;
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`${count} for ${pounds(data.netPence)} plus VAT, until ${formatDateTime(data.answerBy)}.`}
        reason={`We sent you this because ${organisationName} asks for your approval of its training bookings.`}
      >
        <Heading>A booking waits for your approval</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`A colleague at ${organisationName} wants to book training. The places are held, and nothing is ordered before you say yes.`}
        </Paragraph>
        <Facts
          facts={[
            ["Places", count],
            ["Price", `${pounds(data.netPence)}, without VAT`],
            ["Answer by", formatDateTime(data.answerBy)],
          ]}
        />
        <Sessions sessions={data.sessions} />
        <Paragraph>If nobody answers in time, the places go to others.</Paragraph>
        <Action href={data.approvalUrl}>Approve or decline</Action>
      </Layout>,
    ),
  };
}

/** To whoever booked, who pays by card next. */
export function approvalGiven(
  data: Letter & { readonly payBy?: Instant | undefined; readonly bookingUrl: string },
): Email {
  const subject = subjectLine(`Approved, please pay now: ${namedSessions(data.sessions)}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview="Your booking is approved. Pay by card to confirm it."
        reason={`We sent you this because you booked training for ${data.organisationName}.`}
      >
        <Heading>Your booking is approved</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`Your booking was approved. Pay by card to confirm it${data.payBy ? `: begin before ${formatDateTime(data.payBy)}` : ""}.`}
        </Paragraph>
        <Sessions sessions={data.sessions} />
        <Action href={data.bookingUrl}>Pay for your booking</Action>
      </Layout>,
    ),
  };
}

/** To whoever booked: nobody said yes. */
export function approvalEnded(
  data: Letter & { readonly because: "declined" | "unanswered"; readonly bookingUrl: string },
): Email {
  const isDeclined = data.because === "declined";
  const subject = subjectLine(
    `${isDeclined ? "Not approved" : "Nobody approved in time"}: ${namedSessions(data.sessions)}`,
  );
  const what = isDeclined ? "Your budget holder declined this booking." : "Your budget holder did not answer in time.";
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`${what} Nothing was ordered or charged.`}
        reason={`We sent you this because you booked training for ${data.organisationName}.`}
      >
        <Heading>Your booking was not approved</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`${what} The places went back, and nothing was ordered or charged. Talk to them, and book again if they agree.`}
        </Paragraph>
        <Sessions sessions={data.sessions} />
        <Action href={data.bookingUrl}>See the booking</Action>
      </Layout>,
    ),
  };
}
