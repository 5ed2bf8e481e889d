import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import type { OutgoingMail } from "./mail-sender.ts";
import { memorySender } from "./memory-sender.ts";
import { sesSender } from "./ses-sender.ts";

const client = new SESv2Client({ region: "eu-west-2" });
const ses = mockClient(client);
beforeEach(() => ses.reset());

const sender = sesSender({
  from: "The Partnerships Alliance <hello@alliance.example>",
  configurationSet: "alliance-mail",
  client,
});
const mail: OutgoingMail = {
  to: "amara@oakfield.sch.uk",
  subject: "Welcome",
  html: "<p>Hello</p>",
  text: "Hello\n",
  mailId: "membership-confirmed_app_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  attachments: [{ filename: "INV-000001.pdf", contentType: "application/pdf", content: new Uint8Array([37, 80]) }],
  headers: { "X-Entity-Ref-ID": "1" },
};

describe("sesSender", () => {
  it("sends one simple message with both parts, the attachment, and the mail's id as its tag", async () => {
    ses.on(SendEmailCommand).resolves({ MessageId: "ses-1" });
    expect(await sender.send(mail)).toEqual({ messageId: "ses-1" });
    expect(ses.commandCalls(SendEmailCommand).map(({ args }) => args[0].input)).toEqual([
      {
        FromEmailAddress: "The Partnerships Alliance <hello@alliance.example>",
        Destination: { ToAddresses: ["amara@oakfield.sch.uk"] },
        ConfigurationSetName: "alliance-mail",
        EmailTags: [{ Name: "mail-id", Value: mail.mailId }],
        Content: {
          Simple: {
            Subject: { Data: "Welcome", Charset: "UTF-8" },
            Body: {
              Html: { Data: "<p>Hello</p>", Charset: "UTF-8" },
              Text: { Data: "Hello\n", Charset: "UTF-8" },
            },
            Headers: [{ Name: "X-Entity-Ref-ID", Value: "1" }],
            Attachments: [
              {
                FileName: "INV-000001.pdf",
                ContentType: "application/pdf",
                ContentDisposition: "ATTACHMENT",
                ContentTransferEncoding: "BASE64",
                RawContent: new Uint8Array([37, 80]),
              },
            ],
          },
        },
      },
    ]);
  });

  it("leaves headers and attachments out when there are none", async () => {
    ses.on(SendEmailCommand).resolves({ MessageId: "ses-2" });
    await sender.send({ ...mail, headers: undefined, attachments: [] });
    const message = ses.commandCalls(SendEmailCommand)[0]?.args[0].input.Content?.Simple;
    expect(Object.keys(message ?? {})).toEqual(["Subject", "Body"]);
  });

  it("refuses an id that cannot be a tag, before anything is sent", async () => {
    await expect(sender.send({ ...mail, mailId: "no spaces" })).rejects.toThrow(TypeError);
    expect(ses.commandCalls(SendEmailCommand)).toHaveLength(0);
  });

  it("passes a failure on, after one attempt", async () => {
    ses.on(SendEmailCommand).rejects(new Error("Throttled"));
    await expect(sender.send(mail)).rejects.toThrow("Throttled");
    expect(ses.commandCalls(SendEmailCommand)).toHaveLength(1);
  });
});

it("memorySender keeps what was sent, in order", async () => {
  const memory = memorySender();
  await memory.send(mail);
  expect(await memory.send({ ...mail, subject: "Second" })).toEqual({ messageId: "memory-2" });
  expect(memory.sent.map(({ subject }) => subject)).toEqual(["Welcome", "Second"]);
});
