/** What an e-mail says: both parts carry the same words. */
export interface Email {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface OutgoingMail extends Email {
  /** One address. */
  readonly to: string;
  readonly attachments: readonly Attachment[];
  /** Comes back in the mail service's notices as the tag `mail-id`: letters, digits, "_" and "-". */
  readonly mailId: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Hands one mail to the mail service. It is tried once: after an error nobody knows whether the mail went. */
export interface MailSender {
  send(mail: OutgoingMail): Promise<{ messageId: string }>;
}
