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
import { sendIfKnown } from "./send-mail.ts";

type RenewalDue = z.infer<typeof membership.renewalDue.data>;
type TermTold = z.infer<typeof membership.membershipLapsed.data>;
type Outcome = Awaited<ReturnType<typeof sendIfKnown>>;

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
    outcomes.push(await sendIfKnown(ctx, letter));
  }
  return outcomes;
}
