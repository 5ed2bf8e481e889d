import {
  DeleteEmailIdentityCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from "@aws-sdk/client-sesv2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AwsRequest } from "../contract.ts";
import { eventsModule } from "../events/events-module.ts";
import { createServedCloud, type ServedCloud } from "../testing-endpoint.ts";
import { readAttachment, readMailbox } from "./mailbox.ts";
import { sendEmailApi } from "./send-email.ts";
import { sesModule } from "./ses-module.ts";

const listener = "arn:aws:lambda:eu-west-2:111111111111:function:listener";
const FromEmailAddress = "The Office <office@mail.example.org>";

function simple(more: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput {
  return {
    FromEmailAddress,
    Destination: { ToAddresses: ["Ada <ada@example.com>"] },
    Content: {
      Simple: { Subject: { Data: "Welcome – é" }, Body: { Html: { Data: "<p>Hi</p>" }, Text: { Data: "Hi" } } },
    },
    ...more,
  };
}

const RAW = [
  "From: Office <office@mail.example.org>",
  'To: "Byron, Ada" <ada@example.com>, grace@example.com',
  "Subject: =?UTF-8?B?UmVjaHVuZyDigqw=?= =?UTF-8?Q?_10?=",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="a+b(c)"',
  "",
  "preamble",
  "--a+b(c)",
  "Content-Type: multipart/alternative; boundary=inner",
  "",
  "--inner",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Caf=C3=A9 and a very =",
  "long line",
  "--inner",
  "Content-Type: text/html; charset=utf-8",
  "",
  "<p>Caf\u00e9</p>",
  "--inner--",
  "--a+b(c)",
  "Content-Type: application/pdf",
  'Content-Disposition: attachment; filename="invoice 1.pdf"',
  "Content-Transfer-Encoding: base64",
  "",
  "JVBERi0x",
  "--a+b(c)--",
].join("\r\n");

describe("sending e-mail", () => {
  let cloud: ServedCloud;
  let client: SESv2Client;
  /** Every event of SES, as a function behind a rule on the default bus sees it. */
  let seen: { "detail-type": string; detail: Record<string, unknown> }[];
  beforeEach(async () => {
    seen = [];
    cloud = await createServedCloud([eventsModule, sesModule]);
    client = new SESv2Client(cloud.sdk);
    await cloud.provision("AWS::SES::EmailIdentity", "Identity", { EmailIdentity: "example.org" });
    await cloud.provision("AWS::SES::ConfigurationSet", "Set", { Name: "product" });
    const EventBusArn = "arn:aws:events:eu-west-2:111111111111:event-bus/default";
    const EventDestination = {
      MatchingEventTypes: ["send", "BOUNCE", "COMPLAINT"],
      EventBridgeDestination: { EventBusArn },
    };
    const events = { ConfigurationSetName: "product", EventDestination };
    await cloud.provision("AWS::SES::ConfigurationSetEventDestination", "Events", events);
    cloud.setFunction(listener, (event) => void seen.push(event as never));
    const Targets = [{ Arn: listener, Id: "0" }];
    await cloud.provision("AWS::Events::Rule", "Rule", { EventPattern: { source: ["aws.ses"] }, Targets });
    await cloud.start();
  });
  afterEach(() => cloud.stop());

  const send = (input: SendEmailCommandInput) => client.send(new SendEmailCommand(input));

  it("puts a mail with its headers, tags and attachments into the mailbox and nowhere else", async () => {
    const attachment = { FileName: "invoice.pdf", ContentType: "application/pdf", RawContent: Buffer.from("%PDF-1") };
    const { MessageId } = await send({
      ...simple({ EmailTags: [{ Name: "mail-id", Value: "m1" }] }),
      Content: {
        Simple: {
          Subject: { Data: "Invoice" },
          Body: { Text: { Data: "Attached." } },
          Headers: [{ Name: "List-Unsubscribe", Value: "<https://example.org/u>" }],
          Attachments: [attachment],
        },
      },
    });
    const [mail] = readMailbox(cloud, { to: "ADA@example.com" });
    expect(mail).toMatchObject({
      ...{
        messageId: MessageId,
        subject: "Invoice",
        text: "Attached.",
        tags: { "mail-id": "m1" },
        status: "delivered",
      },
      headers: [{ name: "List-Unsubscribe", value: "<https://example.org/u>" }],
      attachments: [{ fileName: "invoice.pdf", contentType: "application/pdf", sizeBytes: 6 }],
    });
    expect(readAttachment(cloud, String(MessageId), 0)?.content.toString()).toBe("%PDF-1");
    expect(readMailbox(cloud, { to: "else@example.com" })).toEqual([]);
  });

  it("reads a raw message with nested parts, encoded words and attachments", async () => {
    await send({ Content: { Raw: { Data: Buffer.from(RAW) } } });
    expect(readMailbox(cloud)[0]).toMatchObject({
      subject: "Rechung € 10",
      to: ['"Byron, Ada" <ada@example.com>', "grace@example.com"],
      text: "Café and a very long line",
      html: "<p>Café</p>",
      attachments: [{ fileName: "invoice 1.pdf", contentType: "application/pdf", sizeBytes: 6 }],
    });
  });

  it("publishes the events its configuration set asks for, with the tags of the mail", async () => {
    const bounce = { Destination: { ToAddresses: ["bounce@simulator.amazonses.com"] } };
    const set = { ConfigurationSetName: "product", EmailTags: [{ Name: "mail-id", Value: "m1" }] };
    const { MessageId } = await send(simple({ ...set, ...bounce }));
    await send(simple({ ...set, Destination: { ToAddresses: ["complaint+x@simulator.amazonses.com"] } }));
    await send(simple());
    await cloud.idle();
    expect(seen.map((event) => event["detail-type"]).sort()).toEqual([
      ...["Email Bounced", "Email Complaint Received", "Email Sent", "Email Sent"],
    ]);
    const bounced = seen.find((event) => event["detail-type"] === "Email Bounced");
    expect(bounced?.detail).toMatchObject({
      eventType: "Bounce",
      mail: { messageId: MessageId, source: FromEmailAddress, tags: { "mail-id": ["m1"] } },
      bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "bounce@simulator.amazonses.com" }] },
    });
    expect(readMailbox(cloud).map((mail) => mail.status)).toEqual(["delivered", "complained", "bounced"]);
  });

  it("keeps neither the mail nor the event when one of them cannot be written", async () => {
    cloud.state.exec(
      "CREATE TRIGGER full BEFORE INSERT ON ses_attachments BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    const Attachments = [{ FileName: "a", RawContent: "YQ==" }];
    const Simple = { Subject: { Data: "x" }, Body: { Text: { Data: "x" } }, Attachments };
    const body = JSON.stringify({ ...simple({ ConfigurationSetName: "product" }), Content: { Simple } });
    const request = {
      operation: "SendEmail",
      body: Buffer.from(body),
      traceId: "t",
      headers: {},
    } as unknown as AwsRequest;
    await expect(sendEmailApi(cloud).handle(request)).rejects.toThrow("disk full");
    await cloud.idle();
    expect([readMailbox(cloud), seen]).toEqual([[], []]);
  });

  it("refuses an unverified sender, an unknown configuration set and bad addresses, and keeps nothing", async () => {
    await expect(send(simple({ FromEmailAddress: "me@elsewhere.org" }))).rejects.toMatchObject({
      name: "MessageRejected",
    });
    await expect(send(simple({ ConfigurationSetName: "none" }))).rejects.toMatchObject({ name: "NotFoundException" });
    await expect(send(simple({ Destination: { ToAddresses: ["nobody"] } }))).rejects.toThrow("not an e-mail address");
    await expect(send(simple({ Destination: {} }))).rejects.toThrow("no recipient");
    const injected = { Simple: { Subject: { Data: "x\r\nBcc: all@example.com" }, Body: { Text: { Data: "x" } } } };
    await expect(send(simple({ Content: injected }))).rejects.toThrow("one line");
    expect(readMailbox(cloud)).toEqual([]);
  });

  it("asks for the identity and the configuration set, and for the raw grant when it is raw", () => {
    const api = sendEmailApi(cloud);
    const ask = (input: unknown) =>
      api
        .authorisations({ body: Buffer.from(JSON.stringify(input)) } as AwsRequest)
        .map((each) => [each.action, each.resourceArn]);
    const arn = "arn:aws:ses:eu-west-2:111111111111:";
    expect(ask(simple({ ConfigurationSetName: "product" }))).toEqual([
      ["ses:SendEmail", `${arn}identity/example.org`],
      ["ses:SendEmail", `${arn}configuration-set/product`],
    ]);
    expect(ask({ Content: { Raw: { Data: Buffer.from(RAW).toString("base64") } } })).toEqual([
      ["ses:SendRawEmail", `${arn}identity/example.org`],
    ]);
  });

  it("refuses templates, other operations and other destinations of events by name", async () => {
    await expect(send(simple({ Content: { Template: { TemplateName: "t" } } }))).rejects.toThrow("Template");
    await expect(client.send(new DeleteEmailIdentityCommand({ EmailIdentity: "x" }))).rejects.toThrow("DELETE");
    const EventDestination = { MatchingEventTypes: ["send"], SnsDestination: { TopicARN: "x" } };
    const properties = { ConfigurationSetName: "product", EventDestination };
    const sns = cloud.provision("AWS::SES::ConfigurationSetEventDestination", "Sns", properties);
    await expect(sns).rejects.toThrow("SnsDestination");
  });
});
