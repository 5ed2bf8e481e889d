import { SESv2Client, SendEmailCommand, type Attachment as SesAttachment } from "@aws-sdk/client-sesv2";
import type { Attachment, MailSender, OutgoingMail } from "./mail-sender.ts";

export interface SesSettings {
  /** "The Partnerships Alliance <hello@alliance.example>" */
  readonly from: string;
  readonly configurationSet: string;
  readonly client?: SESv2Client | undefined;
}

/** The SDK's own retry could send a mail twice after a lost answer, so there is one attempt, with a limit. */
const connect = (): SESv2Client =>
  new SESv2Client({ maxAttempts: 1, requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000 } });

const utf8 = (text: string) => ({ Data: text, Charset: "UTF-8" });

const toSes = ({ filename, contentType, content }: Attachment): SesAttachment => ({
  FileName: filename,
  ContentType: contentType,
  ContentDisposition: "ATTACHMENT",
  ContentTransferEncoding: "BASE64",
  RawContent: content,
});

function commandOf(mail: OutgoingMail, settings: SesSettings): SendEmailCommand {
  if (!/^[\w-]{1,256}$/.test(mail.mailId)) throw new TypeError(`"${mail.mailId}" cannot be a mail's tag.`);
  const headers = Object.entries(mail.headers ?? {});
  return new SendEmailCommand({
    FromEmailAddress: settings.from,
    Destination: { ToAddresses: [mail.to] },
    ConfigurationSetName: settings.configurationSet,
    EmailTags: [{ Name: "mail-id", Value: mail.mailId }],
    Content: {
      Simple: {
        Subject: utf8(mail.subject),
        Body: { Html: utf8(mail.html), Text: utf8(mail.text) },
        ...(headers.length > 0 && { Headers: headers.map(([Name, Value]) => ({ Name, Value })) }),
        ...(mail.attachments.length > 0 && { Attachments: mail.attachments.map(toSes) }),
      },
    },
  });
}

/** Sends through Amazon SES v2, which builds the MIME message itself. */
export function sesSender(settings: SesSettings): MailSender {
  const client = settings.client ?? connect();
  return {
    async send(mail) {
      const { MessageId } = await client.send(commandOf(mail, settings));
      if (MessageId === undefined) throw new Error("The mail service took the mail without giving it an id.");
      return { messageId: MessageId };
    },
  };
}
