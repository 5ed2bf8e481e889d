import { readContact, readPerson } from "@alliance/auth";
import { isProblem, Problem, plusSeconds } from "@alliance/core";
import type { Attachment, Email } from "@alliance/emails";
import { Conflict, type Ctx, commit, type Stored } from "@alliance/store";
import type { Invited } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { mailKey, mailPut } from "../keys.ts";
import { type Addressee, Mail } from "../schema.ts";
import { markSent } from "./mark-sent.ts";

/** Shorter than the queue's visibility timeout: the first redelivery after a crash may decide. */
const unconfirmedSeconds = 150;

export interface Letter {
  /** One letter, one id: the same event again makes the same id. */
  readonly mailId: string;
  readonly template: string;
  readonly to: Addressee;
  /** Instead of the address that letters to the person go to. */
  readonly address?: string;
  readonly about?: string;
  readonly write: (recipient: Invited) => Promise<{ email: Email; attachments: readonly Attachment[] }>;
}

/** Somebody has this letter in hand, or had it when a crash came; it is tried again later. */
export class Unconfirmed extends Error {
  override readonly name = "Unconfirmed";
}

/**
 * Sends a letter once. It is claimed before it is handed over; after a crash in between, the mail service's own
 * "sent" notice tells whether it went (see record-mail-notice), and only silence lets it be sent again.
 */
export async function sendMail(ctx: NotificationsCtx, letter: Letter): Promise<"sent" | "sent-before"> {
  const claimed = await claim(ctx, letter);
  if (claimed === "sent-before") return claimed;
  const recipient = await recipientOf(ctx, letter.to);
  const to = letter.address ?? recipient.email;
  const { email, attachments } = await letter.write({ name: recipient.name, email: to });
  await ctx.sender.send({ to, ...email, attachments, mailId: letter.mailId });
  await markSent(ctx, claimed);
  return "sent";
}

/** One of many letters of an event: somebody who was erased meanwhile does not keep the others from theirs. */
export async function sendIfKnown(
  ctx: NotificationsCtx,
  letter: Letter,
): Promise<"sent" | "sent-before" | "not-known"> {
  try {
    return await sendMail(ctx, letter);
  } catch (error) {
    if (!isProblem(error, "not-found")) throw error;
    ctx.log.warn("a letter has nobody to go to", { mailId: letter.mailId });
    return "not-known";
  }
}

/** A contact who has joined in since is reached as the person they are. */
async function recipientOf(ctx: Ctx, to: Addressee): Promise<Invited> {
  const contact = "contactId" in to ? (await readContact(ctx.table, to.contactId))?.data : undefined;
  const personId = "personId" in to ? to.personId : contact?.personId;
  const recipient = personId === undefined ? contact : await readPerson(ctx, personId);
  if (recipient === undefined) throw new Problem("not-found", "The person of this letter is not known.");
  return recipient;
}

async function claim(ctx: Ctx, letter: Letter): Promise<Stored<Mail> | "sent-before"> {
  const { mailId, template, to, about } = letter;
  const key = mailKey(mailId);
  const now = ctx.clock.now();
  const known = await ctx.table.get(key, Mail, { consistent: true });
  if (known && known.data.status !== "sending") return "sent-before";
  if (known && now < plusSeconds(known.data.claimedAt, unconfirmedSeconds)) throw new Unconfirmed(mailId);
  const data: Mail = { mailId, template, ...to, ...(about ? { about } : {}), status: "sending", claimedAt: now };
  const version = (known?.version ?? 0) + 1;
  try {
    await commit(ctx, { put: [mailPut(data, version)] });
  } catch (error) {
    throw error instanceof Conflict ? new Unconfirmed(mailId) : error;
  }
  return { key, version, data };
}
