import * as z from "zod";
import { addressOf } from "./mailbox.ts";

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/;
const oneLine = z.string().regex(/^[^\r\n]*$/, "must be one line");
const mailbox = oneLine.max(320 + 200).refine((text) => ADDRESS.test(addressOf(text)), "is not an e-mail address");
const content = z.strictObject({ Data: z.string(), Charset: z.string().optional() });
const subject = z.strictObject({ Data: oneLine.max(998), Charset: z.string().optional() });
const tagText = z.string().regex(/^[A-Za-z0-9_@.-]{1,256}$/, "may only have letters, digits, _ - @ and .");

const bytes = z.base64().transform((text) => Buffer.from(text, "base64"));

const attachment = z.strictObject({
  RawContent: bytes,
  FileName: oneLine.min(1).max(255),
  ContentType: oneLine.max(78).optional(),
  ContentDisposition: z.enum(["ATTACHMENT", "INLINE"]).optional(),
  ContentDescription: oneLine.optional(),
  ContentId: oneLine.max(78).optional(),
  ContentTransferEncoding: z.enum(["SEVEN_BIT", "BASE64", "QUOTED_PRINTABLE"]).optional(),
});

const simple = z.strictObject({
  Subject: subject,
  Body: z
    .strictObject({ Html: content.optional(), Text: content.optional() })
    .refine((body) => body.Html !== undefined || body.Text !== undefined, "needs Html or Text"),
  Headers: z
    .array(
      z.strictObject({
        Name: z.string().regex(/^[\x21-\x39\x3b-\x7e]{1,126}$/, "is not a header's name"),
        Value: oneLine.min(1).max(870),
      }),
    )
    .max(15)
    .default([]),
  Attachments: z.array(attachment).default([]),
});

/** SESv2 SendEmail as this mailbox understands it; templates and list management are refused by name. */
export const sendEmailInput = z.strictObject({
  FromEmailAddress: mailbox.optional(),
  Destination: z
    .strictObject({
      ToAddresses: z.array(mailbox).default([]),
      CcAddresses: z.array(mailbox).default([]),
      BccAddresses: z.array(mailbox).default([]),
    })
    .default({ ToAddresses: [], CcAddresses: [], BccAddresses: [] }),
  ReplyToAddresses: z.array(mailbox).default([]),
  FeedbackForwardingEmailAddress: mailbox.optional(),
  Content: z
    .strictObject({ Simple: simple.optional(), Raw: z.strictObject({ Data: bytes }).optional() })
    .refine((given) => (given.Simple === undefined) !== (given.Raw === undefined), "needs either Simple or Raw"),
  EmailTags: z
    .array(z.strictObject({ Name: tagText, Value: tagText }))
    .max(50)
    .default([]),
  ConfigurationSetName: z.string().optional(),
});

export type SendEmailInput = z.output<typeof sendEmailInput>;
export type SimpleContent = z.output<typeof simple>;
