import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Cloud } from "../contract.ts";

interface MailAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Named by `cid:` in the HTML when the attachment is an image of the mail itself. */
  readonly contentId?: string;
}

/** One message as the recipient would have it. `sentAt` is the platform's clock, ISO 8601. */
export interface Mail {
  readonly messageId: string;
  readonly sentAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly html?: string;
  readonly text?: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet?: string;
  readonly status: "delivered" | "bounced" | "complained";
  readonly attachments: readonly MailAttachment[];
  readonly traceId: string;
}

export interface AttachmentContent extends MailAttachment {
  readonly content: Buffer;
}

export function createMailboxTables(state: DatabaseSync): void {
  state.exec(`CREATE TABLE IF NOT EXISTS ses_mails (number INTEGER PRIMARY KEY AUTOINCREMENT,
      message_id TEXT NOT NULL UNIQUE, mail TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS ses_attachments (message_id TEXT NOT NULL, position INTEGER NOT NULL,
      attachment TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (message_id, position))`);
}

/** Adds a mail; joins the transaction that is open. */
export function storeMail(state: DatabaseSync, mail: Mail, contents: readonly Buffer[]): void {
  state.prepare("INSERT INTO ses_mails (message_id, mail) VALUES (?, ?)").run(mail.messageId, JSON.stringify(mail));
  const insert = state.prepare("INSERT INTO ses_attachments VALUES (?, ?, ?, ?)");
  for (const [position, attachment] of mail.attachments.entries()) {
    insert.run(mail.messageId, position, JSON.stringify(attachment), contents[position] ?? Buffer.alloc(0));
  }
}

/** The newest first. `to` keeps the mails to one address (also cc and bcc), whatever its case. */
export function readMailbox(
  cloud: Pick<Cloud, "state">,
  query: { readonly to?: string; readonly limit?: number } = {},
): Mail[] {
  const wanted = query.to?.toLowerCase();
  const mails: Mail[] = [];
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  for (const row of cloud.state.prepare("SELECT mail FROM ses_mails ORDER BY number DESC").iterate()) {
    const mail = toMail(row);
    const addresses = [...mail.to, ...mail.cc, ...mail.bcc].map((address) => addressOf(address).toLowerCase());
    if (wanted === undefined || addresses.includes(wanted)) mails.push(mail);
    if (mails.length >= limit) break;
  }
  return mails;
}

export function readMail(cloud: Pick<Cloud, "state">, messageId: string): Mail | undefined {
  const row = cloud.state.prepare("SELECT mail FROM ses_mails WHERE message_id = ?").get(messageId);
  return row === undefined ? undefined : toMail(row);
}

export function readAttachment(
  cloud: Pick<Cloud, "state">,
  messageId: string,
  position: number,
): AttachmentContent | undefined {
  const row = cloud.state
    .prepare("SELECT attachment, content FROM ses_attachments WHERE message_id = ? AND position = ?")
    .get(messageId, position);
  if (row === undefined) return undefined;
  const attachment = JSON.parse(String(row.attachment)) as MailAttachment;
  return { ...attachment, content: Buffer.from(row.content as Uint8Array) };
}

/** The bare address of `Name <address>`. */
export function addressOf(mailbox: string): string {
  return /<([^<>]+)>\s*$/.exec(mailbox)?.[1]?.trim() ?? mailbox.trim();
}

function toMail(row: Record<string, SQLOutputValue>): Mail {
  return JSON.parse(String(row.mail)) as Mail;
}
