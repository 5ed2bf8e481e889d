import { approvalAsked, approvalEnded, approvalGiven } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { aboutOf, bookingUrl } from "./letters-of-bookings.ts";
import { sendIfKnown } from "./send-mail.ts";

type Asked = DomainEvent<z.infer<typeof training.approvalAsked.data>>;
type Given = DomainEvent<z.infer<typeof training.approvalGiven.data>>;
type Declined = DomainEvent<z.infer<typeof training.approvalDeclined.data>>;
type Expired = DomainEvent<z.infer<typeof training.bookingExpired.data>>;

/** To the budget holder: once when they are asked, once more when little time is left. */
export const askForApproval = (ctx: NotificationsCtx, { data }: Asked): Promise<unknown> => {
  const template = data.isReminder ? "approval-reminder" : "approval-asked";
  const { organisationName, sessions, places, netPence, answerBy, isReminder } = data;
  return sendIfKnown(ctx, {
    ...{ mailId: `${template}_${data.bookingId}`, template, to: { personId: data.approver }, ...aboutOf(data) },
    write: async ({ name }) => ({
      email: approvalAsked({
        ...{ recipientName: name, organisationName, sessions, places, netPence, answerBy, isReminder },
        approvalUrl: `${ctx.publicOrigin}/training/approvals/${data.bookingId}`,
      }),
      attachments: [],
    }),
  });
};

/** To whoever booked, where they have to pay by card now; by invoice the confirmation says it all. */
export const tellApproved = async (ctx: NotificationsCtx, { data }: Given): Promise<unknown> => {
  if (data.payment !== "card") return "confirmed-by-letter";
  const template = "approval-given";
  const { organisationName, sessions, payBy } = data;
  return sendIfKnown(ctx, {
    ...{ mailId: `${template}_${data.bookingId}`, template, to: { personId: data.bookedBy }, ...aboutOf(data) },
    write: async ({ name }) => ({
      email: approvalGiven({
        ...{ recipientName: name, organisationName, sessions, payBy },
        bookingUrl: bookingUrl(ctx, data.bookingId),
      }),
      attachments: [],
    }),
  });
};

export const tellNotApproved = (ctx: NotificationsCtx, { data }: Declined): Promise<unknown> =>
  tellEnd(ctx, data, "declined");

/** Of bookings that ran out otherwise whoever made them knows. */
export const tellUnanswered = async (ctx: NotificationsCtx, { data }: Expired): Promise<unknown> =>
  data.because === "approval-ran-out" ? tellEnd(ctx, data, "unanswered") : "not-asked";

function tellEnd(ctx: NotificationsCtx, data: Declined["data"], because: "declined" | "unanswered") {
  const template = "approval-ended";
  const { organisationName, sessions } = data;
  return sendIfKnown(ctx, {
    ...{ mailId: `${template}_${data.bookingId}`, template, to: { personId: data.bookedBy }, ...aboutOf(data) },
    write: async ({ name }) => ({
      email: approvalEnded({
        ...{ recipientName: name, organisationName, sessions, because },
        bookingUrl: bookingUrl(ctx, data.bookingId),
      }),
      attachments: [],
    }),
  });
}
