import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";
import { SessionFactsTable, type SessionInLetter } from "./session-facts.tsx";

export interface DelegatesMessage {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly session: SessionInLetter;
  readonly subject: string;
  /** Paragraphs, with an empty line between them. */
  readonly text: string;
  /** To whoever booked, for places whose names are to follow: they pass it on. */
  readonly unnamed: number;
  readonly url: string;
}

/** What staff write to those who come to a session. */
export function delegatesMessage(data: DelegatesMessage): Email {
  const { session, text, unnamed } = data;
  const subject = subjectLine(data.subject);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`About “${session.title}”.`}
        reason={`We sent you this because ${data.organisationName} has a place at this session.`}
      >
        <Heading>{data.subject}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        {text.split(/\n\s*\n/).map((paragraph) => (
          <Paragraph>{paragraph}</Paragraph>
        ))}
        {unnamed > 0 && (
          <Paragraph>
            {unnamed === 1
              ? "One place that you booked has no name yet: please pass this on to whoever comes."
              : `${unnamed} places that you booked have no names yet: please pass this on to whoever comes.`}
          </Paragraph>
        )}
        <SessionFactsTable session={session} />
        <Action href={data.url}>See the session</Action>
      </Layout>,
    ),
  };
}
