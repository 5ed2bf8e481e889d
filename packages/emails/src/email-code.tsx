import { allianceName } from "@alliance/ui/brand";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Heading, Paragraph } from "./parts.tsx";
import { renderEmail } from "./render-email.ts";

/** To an address that somebody says is theirs: the code that shows that they read it. */
export function emailCode({ recipientName, code }: { recipientName: string; code: string }): Email {
  const subject = `Your code for ${allianceName}`;
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview="Good for 15 minutes."
        reason={`We sent you this because somebody entered this address at ${allianceName}. If it was not you, ignore it and nothing happens.`}
      >
        <Heading>Your code is {code}</Heading>
        <Paragraph>Hello {recipientName},</Paragraph>
        <Paragraph>
          Enter {code} on the page where you added this address. It is good for 15 minutes. Nobody of {allianceName}{" "}
          will ever ask you for it.
        </Paragraph>
      </Layout>,
    ),
  };
}
