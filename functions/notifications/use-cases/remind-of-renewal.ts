import { isProblem } from "@alliance/core";
import {
  type Email,
  membershipInGraceLetter,
  membershipLapsedLetter,
  renewalReminder,
  type TermLetter,
} from "@alliance/emails";
import type { DomainEvent, membership } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendMail } from "./send-mail.ts";

type RenewalDue = z.infer<typeof membership.renewalDue.data>;
type TermTold = z.infer<typeof membership.membershipLapsed.data>;
type Outcome = "sent" | "sent-before" | "not-known";

/** One letter for each who can act; it is renewed at 90, 30 and 7 days in another tone. */
export const remindOfRenewal = (ctx: NotificationsCtx, { data }: DomainEvent<RenewalDue>): Promise<Outcome[]> =>
  toEach(ctx, data, `renewal-due-${data.step}`, (letter) => renewalReminder({ ...letter, step: data.step }));

export const tellOfGrace = (ctx: NotificationsCtx, { data }: DomainEvent<TermTold>): Promise<Outcome[]> =>
  toEach(ctx, data, "membership-in-grace", membershipInGraceLetter);

export const tellOfLapse = (ctx: NotificationsCtx, { data }: DomainEvent<TermTold>): Promise<Outcome[]> =>
  toEach(ctx, data, "membership-lapsed", membershipLapsedLetter);

/** A letter is one for a term, a step and a recipient. Somebody who was erased meanwhile keeps nobody else waiting. */
async function toEach(
  ctx: NotificationsCtx,
  data: TermTold,
  template: string,
  write: (letter: TermLetter) => Email,
): Promise<Outcome[]> {
  const { organisationId, membershipId, recipients, ...term } = data;
  const renewUrl = `${ctx.publicOrigin}/portal/membership/renew/${organisationId}`;
  const outcomes: Outcome[] = [];
  for (const to of recipients) {
    const who = "personId" in to ? to.personId : to.contactId;
    const letter = {
      mailId: `${template}_${membershipId}_${who}`,
      ...{ template, to, about: organisationId },
      write: async ({ name }: { readonly name: string }) => ({
        email: write({ ...term, recipientName: name, renewUrl }),
        attachments: [],
      }),
    };
    outcomes.push(await sendMail(ctx, letter).catch((error: unknown) => notKnown(ctx, error, who)));
  }
  return outcomes;
}

function notKnown(ctx: NotificationsCtx, error: unknown, who: string): "not-known" {
  if (!isProblem(error, "not-found")) throw error;
  ctx.log.warn("a reminder has nobody to go to", { recipient: who });
  return "not-known";
}
