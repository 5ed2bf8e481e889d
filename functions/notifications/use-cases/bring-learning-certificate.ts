import { learningCertified } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendIfKnown } from "./send-mail.ts";

type Certified = DomainEvent<z.infer<typeof training.learningCertified.data>>;

/** To whoever watched a recording or talked to an expert: their certificate is in their record. Once for each. */
export async function bringLearningCertificate(ctx: NotificationsCtx, { data }: Certified): Promise<unknown> {
  const template = "learning-certified";
  const { of, learnedId, personId, title, hours, learnedOn } = data;
  return sendIfKnown(ctx, {
    ...{ mailId: `${template}_${learnedId}_${personId}`, template, to: { personId } },
    write: async ({ name }) => ({
      email: learningCertified({
        ...{ recipientName: name, of, title, hours, learnedOn },
        recordUrl: `${ctx.publicOrigin}/portal/training/record`,
      }),
      attachments: [],
    }),
  });
}
