import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface QuoteRunOut {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly number: string;
  readonly joinUrl: string;
}

/** To whoever applied: the finance office came too late, and asks for a new quote. */
export function quoteRunOut(data: QuoteRunOut): Email {
  const subject = subjectLine(`Please apply again for ${data.organisationName}: the quote has run out`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview="Your finance office asks for a new quote. It takes a few minutes."
        reason={`We sent you this because you applied for the membership of ${data.organisationName}.`}
      >
        <Heading>Your finance office asks for a new quote</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          Quote {data.number} for {data.organisationName} ran out before it was answered, so nothing was ordered and the
          membership is not held any more. Your finance office has opened it since and asks for a new one.
        </Paragraph>
        <Paragraph>Please apply again. Your finance office then gets a new quote by email.</Paragraph>
        <Action href={data.joinUrl}>Apply again</Action>
      </Layout>,
    ),
  };
}
