import { allianceName } from "@alliance/ui/brand";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { BulletList, Heading, Paragraph, Subheading } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface ErasureDecided {
  readonly recipientName: string;
  readonly outcome: "approved" | "refused";
}

const removed = [
  "Your name and your e-mail addresses",
  "The account that you sign in with, at the sign-in service too; whoever signs up with the same address later is new to us",
  "Your sessions: you are signed out everywhere",
  "What colleagues entered about you to invite you, and forms you did not finish",
];
const kept = [
  "Invoices of your organisation, for six years and the current one, because tax law asks for it; few people can see them",
  "The record of what was decided and when, with a number in place of your name",
];

/** The written outcome of a wish to be erased; the last letter before the address goes. */
export function erasureDecided({ recipientName, outcome }: ErasureDecided): Email {
  const isYes = outcome === "approved";
  const subject = subjectLine(isYes ? "Your data is being erased" : "About your wish to be erased");
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={isYes ? "What we remove, and what we must keep." : "We cannot do it now, and what you can do."}
        reason={`We sent you this because you asked ${allianceName} to erase what it holds about you.`}
      >
        <Heading>{isYes ? "We erase what we hold about you" : "We cannot erase you now"}</Heading>
        <Paragraph>Hello {recipientName},</Paragraph>
        {isYes ? (
          <>
            <Paragraph>
              You asked us to erase you, and we do. This is our last letter: your address goes with the rest.
            </Paragraph>
            <Subheading>What we remove</Subheading>
            <BulletList items={removed} />
            <Subheading>What we must keep</Subheading>
            <BulletList items={kept} />
          </>
        ) : (
          <Paragraph>
            We have looked at your wish and cannot follow it as things stand; a colleague of ours will write to you
            about the grounds. You can ask again at any time, and you may complain to the Information Commissioner’s
            Office.
          </Paragraph>
        )}
      </Layout>,
    ),
  };
}
