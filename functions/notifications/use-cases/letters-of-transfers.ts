import { readSessionWords } from "@alliance/auth";
import { placesMoved, placeTransferred } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type * as z from "zod";
import { calendarInvitation, type Invited, idOfDelegate } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { aboutOf, attendingOf, bookingUrl } from "./letters-of-bookings.ts";
import { sendIfKnown } from "./send-mail.ts";

type Transferred = DomainEvent<z.infer<typeof training.placesTransferred.data>>;
type Moved = Transferred["data"]["moved"][number];

/** To whoever booked and to each delegate who is somebody else: the old entry is taken away, the new one comes. */
export async function tellOfTransfer(ctx: NotificationsCtx, { data }: Transferred): Promise<number> {
  const { bookingId, bookedBy, transferId, organisationName, from, to, moved } = data;
  const entries = ({ from: before, to: after }: Moved, attendee: Invited) => {
    const { delegate } = after;
    if (delegate === undefined) return [];
    return [
      calendarInvitation(ctx, { session: to, place: { ...after, delegate }, attendee, method: "REQUEST" }),
      calendarInvitation(ctx, { session: from, place: { ...before, delegate }, attendee, method: "CANCEL" }),
    ];
  };
  const wayIn = (await readSessionWords(ctx.table, [to.sessionId])).get(to.sessionId);
  const isOwn = ({ to: { delegate } }: Moved) => delegate !== undefined && idOfDelegate(delegate) === bookedBy;
  await sendIfKnown(ctx, {
    ...{ mailId: `places-moved_${transferId}`, template: "places-moved", to: { personId: bookedBy }, ...aboutOf(data) },
    write: async (booker) => ({
      email: placesMoved({
        ...{ recipientName: booker.name, organisationName, from, to, wayIn, places: moved.length },
        attending: attendingOf(moved.map((each) => each.to)),
        bookingUrl: bookingUrl(ctx, bookingId),
      }),
      attachments: moved.filter(isOwn).flatMap((each) => entries(each, booker)),
    }),
  });
  for (const each of moved) {
    const { placeId, poolId, delegate } = each.to;
    if (delegate === undefined || isOwn(each)) continue;
    await sendIfKnown(ctx, {
      ...{ mailId: `place-transferred_${placeId}_${transferId}`, template: "place-transferred", to: delegate },
      ...aboutOf(data),
      write: async (attendee) => ({
        email: placeTransferred({
          ...{ recipientName: attendee.name, organisationName, from, to, wayIn, attending: poolId },
          sessionUrl: `${ctx.publicOrigin}/training/${to.sessionId}`,
        }),
        attachments: entries(each, attendee),
      }),
    });
  }
  return moved.length;
}
