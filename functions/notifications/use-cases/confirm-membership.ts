import { renderInvoicePdf } from "@alliance/documents";
import { membershipConfirmed } from "@alliance/emails";
import type { DomainEvent, membership } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendMail } from "./send-mail.ts";

type Activated = DomainEvent<z.infer<typeof membership.membershipActivated.data>>;

/** The letter of welcome to whoever joined for the school, with the invoice as PDF. */
export async function confirmMembership(ctx: NotificationsCtx, { data }: Activated): Promise<unknown> {
  const template = "membership-confirmed";
  return sendMail(ctx, {
    mailId: `${template}_${data.applicationId}`,
    template,
    to: { personId: data.applicantId },
    about: data.organisationId,
    write: async (recipient) => ({
      email: membershipConfirmed({
        ...data,
        recipientName: recipient.name,
        portalUrl: `${ctx.publicOrigin}/portal`,
        isRenewal: data.renewalOf !== undefined,
      }),
      attachments: [
        {
          filename: `${data.invoice.number}.pdf`,
          contentType: "application/pdf",
          content: await renderInvoicePdf(data.invoice),
        },
      ],
    }),
  });
}
