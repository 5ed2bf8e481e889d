import { applicationDecided } from "@alliance/emails";
import type { DomainEvent, membership } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendMail } from "./send-mail.ts";

type Approved = DomainEvent<z.infer<typeof membership.applicationApproved.data>>;
type Declined = DomainEvent<z.infer<typeof membership.applicationDeclined.data>>;

interface Decided {
  readonly outcome: "approved" | "declined";
  readonly payment?: "card" | "invoice" | "quote";
}

function tell(ctx: NotificationsCtx, data: Declined["data"], decided: Decided) {
  const template = `application-${decided.outcome}`;
  const { applicationId, organisationName, applicantId, organisationId } = data;
  const path = decided.payment === "card" ? `/pay/${applicationId}` : `/portal/applications/${applicationId}`;
  return sendMail(ctx, {
    ...{ mailId: `${template}_${applicationId}`, template, to: { personId: applicantId }, about: organisationId },
    write: async ({ name }) => ({
      email: applicationDecided({
        ...{ recipientName: name, organisationName, ...decided },
        applicationUrl: `${ctx.publicOrigin}${path}`,
      }),
      attachments: [],
    }),
  });
}

/** On membership.application-approved: the applicant is told what comes next. */
export const tellApproval = (ctx: NotificationsCtx, { data }: Approved) =>
  tell(ctx, data, { outcome: "approved", payment: data.payment });

/** On membership.application-declined: the applicant is told where to read why. */
export const tellDecline = (ctx: NotificationsCtx, { data }: Declined) => tell(ctx, data, { outcome: "declined" });
