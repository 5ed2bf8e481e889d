import { issueEmailCode, readPendingEmail } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { emailCode } from "@alliance/emails";
import type { DomainEvent, home } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendMail } from "./send-mail.ts";

type Requested = DomainEvent<z.infer<typeof home.emailCodeRequested.data>>;

/** The code goes to the address that is to be added, and is made as its letter is written. */
export async function sendEmailCode(ctx: NotificationsCtx, { data }: Requested): Promise<unknown> {
  const template = "email-code";
  const { personId, addressId, sending } = data;
  const pending = await readPendingEmail(ctx, personId, addressId);
  // Confirmed or given up meanwhile: no letter is missed.
  if (pending === undefined || pending.data.sendings !== sending) return "not-needed";
  return sendMail(ctx, {
    mailId: `${template}_${addressId}_${sending}`,
    template,
    to: { personId },
    address: pending.data.email,
    write: async ({ name }) => {
      const code = await issueEmailCode(ctx, personId, addressId);
      if (code === undefined) throw new Problem("gone", "The address does not wait for a code any more.");
      return { email: emailCode({ recipientName: name, code }), attachments: [] };
    },
  });
}
