import { allianceName } from "@alliance/ui/brand";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface RoleRequestAnswered {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly roleName: string;
  readonly outcome: "approved" | "declined";
  readonly portalUrl: string;
}

/** To whoever asked to belong to an organisation: yes or no, and what to do now. */
export function roleRequestAnswered({ recipientName, organisationName, ...data }: RoleRequestAnswered): Email {
  const isYes = data.outcome === "approved";
  const subject = subjectLine(
    isYes ? `You belong to ${organisationName} now` : `Your request to ${organisationName} was declined`,
  );
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={isYes ? `You are ${data.roleName} of ${organisationName}.` : "Nothing has changed for you."}
        reason={`We sent you this because you asked to belong to ${organisationName} at ${allianceName}.`}
      >
        <Heading>{isYes ? `You belong to ${organisationName}` : "Your request was declined"}</Heading>
        <Paragraph>Hello {recipientName},</Paragraph>
        <Paragraph>
          {isYes
            ? `Your colleagues confirmed you as ${data.roleName}. Your portal shows what the membership of ${organisationName} includes.`
            : `The lead contact of ${organisationName} could not confirm that you work there. If that is a mistake, talk to them: they can invite you at any time.`}
        </Paragraph>
        <Action href={data.portalUrl}>Open your portal</Action>
      </Layout>,
    ),
  };
}
