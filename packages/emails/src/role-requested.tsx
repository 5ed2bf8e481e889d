import type { LondonDate } from "@alliance/core";
import { allianceName } from "@alliance/ui/brand";
import { formatDate } from "@alliance/ui/format";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface RoleRequested {
  readonly recipientName: string;
  readonly askerName: string;
  readonly organisationName: string;
  readonly roleName: string;
  readonly from: LondonDate;
  readonly peopleUrl: string;
}

/** To a lead contact: somebody says that they work at the organisation. */
export function roleRequested(data: RoleRequested): Email {
  const subject = subjectLine(`${data.askerName} asks to belong to ${data.organisationName}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`Say yes or no: ${data.askerName} works at ${data.organisationName}.`}
        reason={`We sent you this because you are a lead contact of ${data.organisationName} at ${allianceName}.`}
      >
        <Heading>Somebody asks to belong to {data.organisationName}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Facts
          facts={[
            ["Name", data.askerName],
            ["Role", data.roleName],
            ["From", formatDate(data.from)],
          ]}
        />
        <Paragraph>
          If they work with you, say yes: they can then use what your membership includes. If you do not know them, say
          no. Nothing happens until you answer.
        </Paragraph>
        <Action href={data.peopleUrl}>Answer the request</Action>
      </Layout>,
    ),
  };
}
