import { allianceName } from "@alliance/ui/brand";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface ApplicationDecided {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly outcome: "approved" | "declined";
  /** What comes next after a yes. */
  readonly payment?: "card" | "invoice" | "quote";
  readonly applicationUrl: string;
}

const next = {
  card: "Membership begins as soon as you have paid by card. It is held for you for 14 days.",
  invoice: "Membership begins now, and the invoice comes in a letter of its own.",
  quote: "The quote is on its way to your finance office. Membership begins when they have answered it.",
} as const;

/** To whoever applied where staff decide first: yes or no, and what to do now. The reason is on the page alone. */
export function applicationDecided({ recipientName, organisationName, outcome, ...data }: ApplicationDecided): Email {
  const isYes = outcome === "approved";
  const subject = subjectLine(
    isYes
      ? `Your application for ${organisationName} is approved`
      : `We could not accept your application for ${organisationName}`,
  );
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={isYes ? "What comes next." : "Nothing was ordered, and nothing is to be paid."}
        reason={`We sent you this because you applied to join ${allianceName} for ${organisationName}.`}
      >
        <Heading>{isYes ? "Your application is approved" : "We could not accept your application"}</Heading>
        <Paragraph>Hello {recipientName},</Paragraph>
        <Paragraph>
          {isYes
            ? `We have read your application for ${organisationName} and are glad to have you. ${next[data.payment ?? "invoice"]}`
            : `We have read your application for ${organisationName}. The page of your application says why we could not accept it. Nothing was ordered, and nothing is to be paid.`}
        </Paragraph>
        <Action href={data.applicationUrl}>
          {isYes && data.payment === "card" ? "Pay by card" : "Open your application"}
        </Action>
      </Layout>,
    ),
  };
}
