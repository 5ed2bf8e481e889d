import { erasureDecided } from "@alliance/emails";
import { type DomainEvent, draft, type membership } from "@alliance/events";
import * as notifications from "@alliance/events/notifications";
import { commit } from "@alliance/store";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendMail } from "./send-mail.ts";

type Decided = DomainEvent<z.infer<typeof membership.erasureDecided.data>>;

/** The outcome by letter. Only when it is out, membership is told that the address may go. */
export async function tellOfErasure(ctx: NotificationsCtx, { id, data }: Decided): Promise<unknown> {
  const template = "erasure-decided";
  const { personId, outcome } = data;
  const sent = await sendMail(ctx, {
    mailId: `${template}_${id}`,
    template,
    to: { personId },
    write: async ({ name }) => ({ email: erasureDecided({ recipientName: name, outcome }), attachments: [] }),
  });
  if (outcome === "approved") {
    const event = draft(notifications.erasureTold, { personId });
    await commit(ctx, { emit: [{ pk: `mail#${template}_${id}`, event }] });
  }
  return sent;
}
