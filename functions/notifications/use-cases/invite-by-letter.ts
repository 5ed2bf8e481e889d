import { issueLetterSecret, readPerson } from "@alliance/auth";
import { londonDateOf } from "@alliance/core";
import { personInvited } from "@alliance/emails";
import type { DomainEvent, membership } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { roleWords } from "../role-words.ts";
import { sendMail } from "./send-mail.ts";

type Invited = DomainEvent<z.infer<typeof membership.personInvited.data>>;

/** The letter that invites. Its secret is made as it is written: no event, no queue and no log ever holds it. */
export async function inviteByLetter(ctx: NotificationsCtx, { data, actor }: Invited): Promise<unknown> {
  const template = "person-invited";
  const { invitationId, organisationName, role, sending, expiresAt } = data;
  const inviter = await readPerson(ctx, data.invitedBy ?? actor);
  return sendMail(ctx, {
    mailId: `${template}_${invitationId}_${sending}`,
    template,
    to: { contactId: data.contactId },
    about: data.organisationId,
    write: async ({ name }) => {
      const secret = await issueLetterSecret(ctx, { purpose: "invitation", opens: invitationId, expiresAt });
      const email = personInvited({
        recipientName: name,
        inviterName: inviter?.name,
        organisationName,
        roleName: roleWords[role],
        expiresOn: londonDateOf(expiresAt),
        invitationUrl: `${ctx.publicOrigin}/invitations/${secret}`,
      });
      return { email, attachments: [] };
    },
  });
}
