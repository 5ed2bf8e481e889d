import { dateInWords } from "@alliance/core";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface SessionAttended {
  readonly recipientName: string;
  readonly title: string;
  readonly attendedOn: string;
  readonly hours: number;
  /** Leads to their certificate and to the form; whoever has it needs no account. */
  readonly feedbackUrl: string;
  readonly recordUrl: string;
}

/** To somebody who was at a session: thanks, their certificate, and how it was. */
export function sessionAttended(data: SessionAttended): Email {
  const { recipientName, title, attendedOn, hours, feedbackUrl, recordUrl } = data;
  const subject = subjectLine(`Your certificate: ${title}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview="Your certificate is ready, and we have three questions."
        reason="We sent you this because you were at one of our sessions."
      >
        <Heading>Thank you for coming</Heading>
        <Paragraph>Hello {recipientName},</Paragraph>
        <Facts
          facts={[
            ["What", title],
            ["When", dateInWords(attendedOn)],
            ["Counts for", hours === 1 ? "1 hour" : `${hours} hours`],
          ]}
        />
        <Paragraph>
          Your certificate is ready. On the same page are three questions about the session: they take two minutes, and
          your answers are shown to nobody with your name.
        </Paragraph>
        <Action href={feedbackUrl}>Get the certificate and answer</Action>
        <Paragraph>{`With an account of your own the hours are in your record, which comes with you when you change schools: ${recordUrl}`}</Paragraph>
      </Layout>,
    ),
  };
}
