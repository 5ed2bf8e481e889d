import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";
import { SessionFactsTable, type SessionInLetter } from "./session-facts.tsx";

export interface RegisterLeftOpen {
  readonly recipientName: string;
  readonly session: SessionInLetter;
  readonly registerUrl: string;
}

/** To whoever runs a session that is over: its register is not closed. */
export function registerLeftOpen({ recipientName, session, registerUrl }: RegisterLeftOpen): Email {
  const subject = subjectLine(`Please close the register: ${session.title}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview="Nobody who came gets a certificate before the register is closed."
        reason="We sent you this because you run or set up this session."
      >
        <Heading>The register is still open</Heading>
        <Paragraph>Hello {recipientName},</Paragraph>
        <Paragraph>
          This session is over, and nobody has closed its register. Until somebody does, nobody who came gets their
          certificate.
        </Paragraph>
        <SessionFactsTable session={session} />
        <Paragraph>
          Check who was there, then close it. Whoever is not marked counts as absent. You can still correct it
          afterwards.
        </Paragraph>
        <Action href={registerUrl}>Open the register</Action>
      </Layout>,
    ),
  };
}
