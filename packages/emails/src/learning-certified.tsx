import { dateInWords } from "@alliance/core";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface LearningCertified {
  readonly recipientName: string;
  readonly of: "recording" | "clinic";
  readonly title: string;
  readonly hours: number;
  readonly learnedOn: string;
  readonly recordUrl: string;
}

const words = {
  recording: {
    heading: "You have finished a recording",
    because: "you finished one of our recordings",
    says: "It says that you watched or read it by your own account.",
  },
  clinic: {
    heading: "Thank you for coming",
    because: "you talked to one of our experts",
    says: "It says when you talked to the expert, and for how long.",
  },
} as const;

/** To whoever learned something in their own time or with an expert: where their certificate is. */
export function learningCertified({ recipientName, of, title, hours, learnedOn, recordUrl }: LearningCertified): Email {
  const subject = subjectLine(`Your certificate: ${title}`);
  const { heading, because, says } = words[of];
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview="Your certificate is in your record."
        reason={`We sent you this because ${because}.`}
      >
        <Heading>{heading}</Heading>
        <Paragraph>Hello {recipientName},</Paragraph>
        <Facts
          facts={[
            ["What", title],
            ["When", dateInWords(learnedOn)],
            ["Counts for", hours === 1 ? "1 hour" : `${hours} hours`],
          ]}
        />
        <Paragraph>
          {`Your certificate is in your record, which comes with you when you change schools. ${says}`}
        </Paragraph>
        <Action href={recordUrl}>Open your record</Action>
      </Layout>,
    ),
  };
}
