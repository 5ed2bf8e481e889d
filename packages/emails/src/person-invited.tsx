import type { LondonDate } from "@alliance/core";
import { allianceName } from "@alliance/ui/brand";
import { formatDate } from "@alliance/ui/format";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface PersonInvited {
  readonly recipientName: string;
  /** Undefined where the person has gone since. */
  readonly inviterName: string | undefined;
  readonly organisationName: string;
  /** "lead contact" */
  readonly roleName: string;
  readonly expiresOn: LondonDate;
  /** With the secret that accepts it. */
  readonly invitationUrl: string;
}

/** To somebody named by a colleague: who asks, to what, and the link that shows it. */
export function personInvited(data: PersonInvited): Email {
  const { organisationName, inviterName = "A colleague", roleName } = data;
  const subject = subjectLine(`${inviterName} invites you to ${organisationName}’s membership`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`Join ${organisationName} on the site of ${allianceName}.`}
        reason={`We sent you this because a colleague named you as ${roleName} of ${organisationName}. If you do not know what this is about, ignore it and nothing happens.`}
      >
        <Heading>You are invited to {organisationName}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {inviterName} asks you to be {roleName} of {organisationName} at {allianceName}. Open the invitation, sign in
          or make an account, and accept it.
        </Paragraph>
        <Action href={data.invitationUrl}>See the invitation</Action>
        <Paragraph>
          The link is for you alone: please do not pass it on. It is good until {formatDate(data.expiresOn)}.
        </Paragraph>
      </Layout>,
    ),
  };
}
