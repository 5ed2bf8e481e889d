import { isInForce, peopleOf, readPerson } from "@alliance/auth";
import { londonDateOf } from "@alliance/core";
import { roleRequestAnswered, roleRequested } from "@alliance/emails";
import type { DomainEvent, membership } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { roleWords } from "../role-words.ts";
import { sendMail } from "./send-mail.ts";

type Requested = DomainEvent<z.infer<typeof membership.roleRequested.data>>;
type Answered = DomainEvent<z.infer<typeof membership.roleRequestAnswered.data>>;

/** To every lead contact of today: somebody says that they work there. */
export async function askLeads(ctx: NotificationsCtx, { data }: Requested): Promise<unknown> {
  const template = "role-requested";
  const { requestId, organisationId, organisationName, role, from } = data;
  const asker = await readPerson(ctx, data.personId);
  const today = londonDateOf(ctx.clock.now());
  const leads = (await peopleOf(ctx.table, organisationId)).filter(
    (each) => each.role === "lead" && isInForce(each, today),
  );
  for (const { personId } of leads) {
    await sendMail(ctx, {
      mailId: `${template}_${requestId}_${personId}`,
      template,
      to: { personId },
      about: organisationId,
      write: async ({ name }) => ({
        email: roleRequested({
          ...{ recipientName: name, organisationName, from, roleName: roleWords[role] },
          askerName: asker?.name ?? "Somebody",
          peopleUrl: `${ctx.publicOrigin}/portal/people/${organisationId}`,
        }),
        attachments: [],
      }),
    });
  }
  return leads.length;
}

/** To whoever asked. */
export async function tellAnswer(ctx: NotificationsCtx, { data }: Answered): Promise<unknown> {
  const template = "role-request-answered";
  const { requestId, organisationId, organisationName, role, outcome, personId } = data;
  return sendMail(ctx, {
    mailId: `${template}_${requestId}`,
    template,
    to: { personId },
    about: organisationId,
    write: async ({ name }) => ({
      email: roleRequestAnswered({
        ...{ recipientName: name, organisationName, outcome, roleName: roleWords[role] },
        portalUrl: `${ctx.publicOrigin}/portal`,
      }),
      attachments: [],
    }),
  });
}
