import { draft } from "@alliance/events";
import * as notifications from "@alliance/events/notifications";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { mailKey, mailPut } from "../keys.ts";
import { addresseeOf, Mail, type MailNotice } from "../schema.ts";
import { markSent } from "./mark-sent.ts";

/** What became of a letter, as the mail service tells it; in any order, any number of times. */
export const recordMailNotice = (ctx: Ctx, notice: MailNotice): Promise<void> =>
  retryingConflicts(async () => {
    const mailId = notice.detail.mail.tags["mail-id"][0] ?? "";
    const stored = await ctx.table.get(mailKey(mailId), Mail, { consistent: true });
    if (stored === undefined) return;
    const returned = returnedAs(notice);
    if (returned) return markReturned(ctx, stored, returned);
    if (notice["detail-type"] === "Email Sent" && stored.data.status === "sending") await markSent(ctx, stored);
  });

function returnedAs(notice: MailNotice): "bounced" | "complained" | undefined {
  if (notice["detail-type"] === "Email Complaint Received") return "complained";
  if (notice["detail-type"] === "Email Rejected") return "bounced";
  // A full mailbox is tried again by the mail service itself.
  const permanent = notice.detail.bounce?.bounceType !== "Transient";
  return notice["detail-type"] === "Email Bounced" && permanent ? "bounced" : undefined;
}

async function markReturned(ctx: Ctx, stored: Stored<Mail>, kind: "bounced" | "complained"): Promise<void> {
  if (stored.data.status === kind) return;
  const { mailId, template, about } = stored.data;
  const data = { mailId, template, ...addresseeOf(stored.data), kind };
  await commit(ctx, {
    put: [mailPut({ ...stored.data, status: kind }, stored.version + 1)],
    emit: [{ pk: stored.key.pk, event: draft(notifications.emailReturned, data, about) }],
  });
}
