import { registerLeftOpen } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendIfKnown } from "./send-mail.ts";

type LeftOpen = DomainEvent<z.infer<typeof training.registerLeftOpen.data>>;

/** To everybody who runs a session that is over: its register waits. */
export async function askToClose(ctx: NotificationsCtx, { data: { session, askedOf } }: LeftOpen): Promise<number> {
  const template = "register-left-open";
  for (const personId of askedOf) {
    await sendIfKnown(ctx, {
      ...{ mailId: `${template}_${session.sessionId}_${personId}`, template, to: { personId } },
      write: async ({ name }) => ({
        email: registerLeftOpen({
          ...{ recipientName: name, session },
          registerUrl: `${ctx.publicOrigin}/training/${session.sessionId}/register`,
        }),
        attachments: [],
      }),
    });
  }
  return askedOf.length;
}
