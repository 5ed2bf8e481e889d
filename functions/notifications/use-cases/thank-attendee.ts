import { issueLetterSecret } from "@alliance/auth";
import { plusDays } from "@alliance/core";
import { sessionAttended } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type * as z from "zod";
import { idOfDelegate } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { sendIfKnown } from "./send-mail.ts";

type Issued = DomainEvent<z.infer<typeof training.certificateIssued.data>>;

/** The link leads to the certificate for longer than the form behind it is open. */
const linkDays = 120;

/** To whoever was there, once the register is closed. The link's secret is made as the letter is written. */
export async function thankAttendee(ctx: NotificationsCtx, { data }: Issued): Promise<unknown> {
  const template = "session-attended";
  const { sessionId, placeId, delegate, organisationId, title, attendedOn, hours } = data;
  return sendIfKnown(ctx, {
    ...{ mailId: `${template}_${placeId}_${idOfDelegate(delegate)}`, template, to: delegate },
    ...(organisationId === undefined ? {} : { about: organisationId }),
    write: async ({ name }) => {
      const expiresAt = `${plusDays(attendedOn, linkDays)}T00:00:00.000Z`;
      const secret = await issueLetterSecret(ctx, { purpose: "feedback", opens: `${sessionId}#${placeId}`, expiresAt });
      return {
        email: sessionAttended({
          ...{ recipientName: name, title, attendedOn, hours },
          feedbackUrl: `${ctx.publicOrigin}/training/feedback/${secret}`,
          recordUrl: `${ctx.publicOrigin}/portal/training/record`,
        }),
        attachments: [],
      };
    },
  });
}
