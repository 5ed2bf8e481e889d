import type { MailSender, OutgoingMail } from "./mail-sender.ts";

/** Keeps what was sent, for tests. */
export interface MemorySender extends MailSender {
  readonly sent: readonly OutgoingMail[];
}

export function memorySender(): MemorySender {
  const sent: OutgoingMail[] = [];
  return {
    sent,
    send: (mail) => {
      sent.push(mail);
      return Promise.resolve({ messageId: `memory-${sent.length}` });
    },
  };
}
