import { randomUUID } from "node:crypto";
import { wallNow } from "../clock.ts";
import { type Authorisation, type AwsApi, AwsError, type AwsRequest, type Cloud } from "../contract.ts";
import { describeIssues, unknownOperation } from "../json-protocol.ts";
import { inTransaction } from "../transaction.ts";
import { type AttachmentContent, addressOf, type Mail, storeMail } from "./mailbox.ts";
import { headerOf, parseMessage, splitMailboxes } from "./mime.ts";
import { type SendEmailInput, type SimpleContent, sendEmailInput } from "./send-email-input.ts";
import { outcomeOf, publishEvents } from "./ses-events.ts";

const MAX_MESSAGE_BYTES = 40 * 1024 * 1024;
const MAX_RECIPIENTS = 50;

type Draft = Pick<Mail, "from" | "to" | "cc" | "bcc" | "replyTo" | "subject" | "html" | "text" | "headers"> & {
  readonly attachments: readonly AttachmentContent[];
};

/** SESv2 SendEmail; its rows and its events are committed together before it answers. */
export function sendEmailApi(cloud: Cloud): AwsApi {
  return {
    service: "ses",
    operation(request) {
      if (request.method === "POST" && request.url.pathname === "/v2/email/outbound-emails") return "SendEmail";
      throw unknownOperation("ses", `${request.method} ${request.url.pathname}`);
    },
    authorisations: (request) => authorisations(cloud, parse(request)),
    async handle(request) {
      const messageId = send(cloud, request, parse(request));
      return {
        status: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ MessageId: messageId }),
      };
    },
  };
}

function send(cloud: Cloud, request: AwsRequest, input: SendEmailInput): string {
  const startedAt = wallNow();
  const draft = input.Content.Raw === undefined ? fromSimple(input) : fromRaw(input, input.Content.Raw.Data);
  check(cloud, input, draft);
  const messageId = `0102${randomUUID()}-000000`;
  const recipients = [...draft.to, ...draft.cc, ...draft.bcc];
  const outcomes = recipients.map(outcomeOf);
  const mail: Mail = {
    ...draft,
    messageId,
    sentAt: new Date(cloud.clock.now()).toISOString(),
    tags: Object.fromEntries(input.EmailTags.map((tag) => [tag.Name, tag.Value])),
    ...(input.ConfigurationSetName === undefined ? {} : { configurationSet: input.ConfigurationSetName }),
    status: outcomes.find((outcome) => outcome !== "delivered") ?? "delivered",
    attachments: draft.attachments.map(({ content: _, ...attachment }) => attachment),
    traceId: request.traceId,
  };
  inTransaction(cloud.state, () => {
    storeMail(
      cloud.state,
      mail,
      draft.attachments.map((attachment) => attachment.content),
    );
    publishEvents(cloud, mail, request.principal?.roleArn);
  });
  cloud.timeline.record({
    traceId: request.traceId,
    kind: "email",
    name: `${mail.subject} → ${recipients.map(addressOf).join(", ")}`,
    startedAt,
    durationMs: wallNow() - startedAt,
    detail: { messageId, status: mail.status, tags: mail.tags },
  });
  return messageId;
}

function fromSimple(input: SendEmailInput): Draft {
  const { Subject, Body, Headers, Attachments } = input.Content.Simple as SimpleContent;
  return {
    from: input.FromEmailAddress ?? "",
    to: input.Destination.ToAddresses,
    cc: input.Destination.CcAddresses,
    bcc: input.Destination.BccAddresses,
    replyTo: input.ReplyToAddresses,
    subject: Subject.Data,
    ...(Body.Html === undefined ? {} : { html: Body.Html.Data }),
    ...(Body.Text === undefined ? {} : { text: Body.Text.Data }),
    headers: Headers.map((header) => ({ name: header.Name, value: header.Value })),
    attachments: Attachments.map((attachment) => ({
      fileName: attachment.FileName,
      contentType: attachment.ContentType ?? "application/octet-stream",
      sizeBytes: attachment.RawContent.length,
      content: attachment.RawContent,
      ...(attachment.ContentId === undefined ? {} : { contentId: attachment.ContentId.replace(/^<|>$/g, "") }),
    })),
  };
}

/** Addresses given beside a raw message win over those in its header, as in SES. */
function fromRaw(input: SendEmailInput, raw: Buffer): Draft {
  const message = readMessage(raw);
  const addresses = (name: string) => splitMailboxes(headerOf(message.headers, name) ?? "");
  const { ToAddresses, CcAddresses, BccAddresses } = input.Destination;
  const given = ToAddresses.length + CcAddresses.length + BccAddresses.length > 0;
  const shown = new Set(["from", "to", "cc", "bcc", "reply-to", "subject"]);
  return {
    from: input.FromEmailAddress ?? headerOf(message.headers, "from") ?? "",
    to: given ? ToAddresses : addresses("to"),
    cc: given ? CcAddresses : addresses("cc"),
    bcc: given ? BccAddresses : addresses("bcc"),
    replyTo: input.ReplyToAddresses.length > 0 ? input.ReplyToAddresses : addresses("reply-to"),
    subject: headerOf(message.headers, "subject") ?? "",
    ...(message.html === undefined ? {} : { html: message.html }),
    ...(message.text === undefined ? {} : { text: message.text }),
    headers: message.headers.filter((header) => !shown.has(header.name.toLowerCase())),
    attachments: message.attachments,
  };
}

function readMessage(raw: Buffer) {
  try {
    return parseMessage(raw);
  } catch (error) {
    throw badRequest((error as Error).message);
  }
}

function check(cloud: Cloud, input: SendEmailInput, draft: Draft): void {
  const recipients = draft.to.length + draft.cc.length + draft.bcc.length;
  if (draft.from === "") throw badRequest("FromEmailAddress is missing.");
  if (recipients === 0) throw badRequest("The message has no recipient.");
  if (recipients > MAX_RECIPIENTS) throw badRequest(`A message has at most ${MAX_RECIPIENTS} recipients.`);
  const size = draft.attachments.reduce((sum, attachment) => sum + Math.ceil(attachment.sizeBytes / 3) * 4, 0);
  if (size > MAX_MESSAGE_BYTES) throw badRequest("The message is larger than 40 MB.");
  if (identityOf(cloud, draft.from) === undefined && cloud.resourcesOfType("AWS::SES::EmailIdentity").length > 0) {
    const address = addressOf(draft.from);
    throw new AwsError(
      "MessageRejected",
      `Email address is not verified. These identities failed the check: ${address}`,
    );
  }
  const set = input.ConfigurationSetName;
  if (set !== undefined && !cloud.resourcesOfType("AWS::SES::ConfigurationSet").some((known) => known.ref === set)) {
    throw new AwsError("NotFoundException", `Configuration set <${set}> does not exist.`, 404);
  }
}

/** The verified address itself, else its domain or a parent of that. */
function identityOf(cloud: Cloud, from: string) {
  const address = addressOf(from).toLowerCase();
  const domain = address.split("@")[1] ?? "";
  const identities = cloud.resourcesOfType<{ EmailIdentity: string }>("AWS::SES::EmailIdentity");
  const byName = (matches: (name: string) => boolean) =>
    identities.find((identity) => matches(identity.properties.EmailIdentity.toLowerCase()));
  return byName((name) => name === address) ?? byName((name) => domain === name || domain.endsWith(`.${name}`));
}

function authorisations(cloud: Cloud, input: SendEmailInput): Authorisation[] {
  const raw = input.Content.Raw?.Data;
  const from = input.FromEmailAddress ?? (raw && headerOf(readMessage(raw).headers, "from")) ?? "";
  const action = raw === undefined ? "ses:SendEmail" : "ses:SendRawEmail";
  const conditions = { "ses:FromAddress": addressOf(from) };
  const identity =
    identityOf(cloud, from)?.arn ?? `arn:aws:ses:eu-west-2:${cloud.accountId}:identity/${addressOf(from)}`;
  const set = cloud
    .resourcesOfType("AWS::SES::ConfigurationSet")
    .find((known) => known.ref === input.ConfigurationSetName);
  return [identity, ...(set === undefined ? [] : [set.arn])].map((resourceArn) => ({
    action,
    resourceArn,
    conditions,
  }));
}

function parse(request: AwsRequest): SendEmailInput {
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString("utf8"));
  } catch {
    throw badRequest("The request's body is not JSON.");
  }
  const parsed = sendEmailInput.safeParse(body);
  if (parsed.success) return parsed.data;
  throw badRequest(describeIssues(parsed.error));
}

function badRequest(message: string): AwsError {
  return new AwsError("BadRequestException", message);
}
