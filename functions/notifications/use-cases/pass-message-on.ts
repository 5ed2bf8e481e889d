import { readMessageWords } from "@alliance/auth";
import { delegatesMessage } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type { Delegate } from "@alliance/events/training";
import type * as z from "zod";
import { idOfDelegate } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { aboutOf } from "./letters-of-bookings.ts";
import { sendIfKnown } from "./send-mail.ts";

type Addressed = DomainEvent<z.infer<typeof training.messageAddressed.data>>;

/** To each delegate once, and to whoever booked for a place of their own or for names that are missing. */
export async function passMessageOn(ctx: NotificationsCtx, { data }: Addressed): Promise<number> {
  const { messageId, bookingId, bookedBy, organisationName, session, places } = data;
  const words = await readMessageWords(ctx.table, session.sessionId, messageId);
  if (words === undefined) throw new Error(`${messageId} is missing`);
  const template = "delegates-message";
  const unnamed = places.filter(({ delegate }) => delegate === undefined).length;
  const delegates = new Map(places.flatMap(({ delegate }) => (delegate ? [[idOfDelegate(delegate), delegate]] : [])));
  const booker: Delegate = { personId: bookedBy };
  const recipients = [...(unnamed > 0 ? [[bookedBy, booker] as const] : []), ...delegates];
  for (const [id, to] of new Map<string, Delegate>(recipients)) {
    await sendIfKnown(ctx, {
      ...{ mailId: `${template}_${messageId}_${bookingId}_${id}`, template, to, ...aboutOf(data) },
      write: async ({ name }) => ({
        email: delegatesMessage({
          ...{ recipientName: name, organisationName, session, ...words, unnamed: id === bookedBy ? unnamed : 0 },
          url: `${ctx.publicOrigin}/training/${session.sessionId}`,
        }),
        attachments: [],
      }),
    });
  }
  return delegates.size;
}
