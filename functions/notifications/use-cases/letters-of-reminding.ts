import { readSessionWords } from "@alliance/auth";
import { bookingReminder, placeReminder } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type * as z from "zod";
import { idOfDelegate } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { aboutOf, attendingOf, bookingUrl } from "./letters-of-bookings.ts";
import { sendIfKnown } from "./send-mail.ts";

type Reminded = DomainEvent<z.infer<typeof training.delegatesReminded.data>>;

/**
 * To each delegate how to get in, and to whoever booked for their own place and for names that are missing. The link of
 * the day goes to whoever booked only where they need it. The event is one reminder: its id tells it from others. The way
 * in is what stands in the session now.
 */
export async function remindOfSession(ctx: NotificationsCtx, { id, data }: Reminded): Promise<number> {
  const { bookingId, bookedBy, organisationName, kind, session, places } = data;
  const wayIn = (await readSessionWords(ctx.table, [session.sessionId])).get(session.sessionId);
  // Staff took the link away again: another one is told by a reminder of its own.
  if (kind === "joining" && wayIn?.online?.link === undefined) return 0;
  const reminder = { organisationName, kind, session, wayIn };
  const isOwn = ({ delegate }: (typeof places)[number]) =>
    delegate !== undefined && idOfDelegate(delegate) === bookedBy;
  const unnamed = places.filter(({ delegate }) => delegate === undefined).length;
  if (kind !== "joining" || unnamed > 0 || places.some(isOwn)) {
    await sendIfKnown(ctx, {
      ...{ mailId: `booking-reminder_${id}`, template: "booking-reminder", to: { personId: bookedBy } },
      ...aboutOf(data),
      write: async ({ name }) => ({
        email: bookingReminder({
          ...{ ...reminder, recipientName: name, places: places.length, unnamed, attending: attendingOf(places) },
          bookingUrl: bookingUrl(ctx, bookingId),
        }),
        attachments: [],
      }),
    });
  }
  for (const place of places) {
    if (place.delegate === undefined || isOwn(place)) continue;
    await sendIfKnown(ctx, {
      ...{ mailId: `place-reminder_${place.placeId}_${id}`, template: "place-reminder", to: place.delegate },
      ...aboutOf(data),
      write: async ({ name }) => ({
        email: placeReminder({
          ...{ ...reminder, recipientName: name, attending: place.poolId },
          sessionUrl: `${ctx.publicOrigin}/training/${session.sessionId}`,
        }),
        attachments: [],
      }),
    });
  }
  return places.length;
}
