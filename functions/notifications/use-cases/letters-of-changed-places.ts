import { placeGone, placesCancelled } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type { PlaceFacts, SessionFacts } from "@alliance/events/training";
import type * as z from "zod";
import { calendarInvitation, type Invited, idOfDelegate } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { aboutOf, bookingUrl, type OfBooking, tellDelegate } from "./letters-of-bookings.ts";
import { reasonOfCancelling } from "./letters-of-decisions.ts";
import { sendIfKnown, sendMail } from "./send-mail.ts";

type Cancelled = DomainEvent<z.infer<typeof training.placesCancelled.data>>;
type Changed = DomainEvent<z.infer<typeof training.delegateChanged.data>>;

/** To whoever booked, and to each delegate who had a place and is somebody else. */
export async function tellCancelledPlaces(ctx: NotificationsCtx, { data }: Cancelled): Promise<unknown> {
  const template = "places-cancelled";
  const { bookingId, cancellationId, organisationName, sessions, places, because, isWhole, creditPercent } = data;
  const [session] = sessions;
  const reason = because === "session-cancelled" && session ? await reasonOfCancelling(ctx, session) : undefined;
  const isOwn = ({ delegate }: PlaceFacts) => delegate !== undefined && idOfDelegate(delegate) === data.bookedBy;
  await sendMail(ctx, {
    ...{ mailId: `${template}_${cancellationId}`, template, to: { personId: data.bookedBy }, ...aboutOf(data) },
    write: async (booker) => ({
      email: placesCancelled({
        ...{ recipientName: booker.name, organisationName, sessions, because, isWhole, creditPercent, reason },
        ...{ places: places.length, bookingUrl: bookingUrl(ctx, bookingId) },
        creditedNetPence: data.lines.reduce((sum, { netPence }) => sum + netPence, 0),
      }),
      attachments: places.filter(isOwn).flatMap((place) => {
        const session = sessions.find(({ sessionId }) => sessionId === place.sessionId);
        return session ? withdrawals(ctx, session, place, booker) : [];
      }),
    }),
  });
  for (const place of places) {
    const session = sessions.find(({ sessionId }) => sessionId === place.sessionId);
    const why = because === "session-cancelled" ? because : "cancelled";
    if (session && !isOwn(place))
      await tellFormerDelegate(ctx, data, session, { place, because: why, id: cancellationId });
  }
  return places.length;
}

/** To whoever has the place now, and to whoever had it. */
export async function tellChangedDelegate(ctx: NotificationsCtx, event: Changed): Promise<unknown> {
  const { session, place, formerly } = event.data;
  // Named at the door: they stand there.
  if (ctx.clock.now() >= session.startsAt) return "begun";
  if (formerly) {
    const former = { place: { ...place, delegate: formerly }, because: "replaced" as const, id: event.id };
    await tellFormerDelegate(ctx, event.data, session, former);
  }
  return tellDelegate(ctx, event.data, { session, place, since: event.id });
}

/** Takes the place out of its delegate's calendar. */
const withdrawals = (ctx: NotificationsCtx, session: SessionFacts, place: PlaceFacts, attendee: Invited) =>
  place.delegate === undefined
    ? []
    : [calendarInvitation(ctx, { session, place: { ...place, delegate: place.delegate }, attendee, method: "CANCEL" })];

async function tellFormerDelegate(
  ctx: NotificationsCtx,
  booking: OfBooking,
  session: SessionFacts,
  {
    place,
    because,
    id,
  }: {
    readonly place: PlaceFacts;
    readonly because: "replaced" | "cancelled" | "session-cancelled";
    /** What took the place away: each tells it once. */
    readonly id: string;
  },
): Promise<unknown> {
  const template = "place-gone";
  const { placeId, poolId, delegate } = place;
  if (delegate === undefined) return "nobody-yet";
  return sendIfKnown(ctx, {
    ...{ mailId: `${template}_${placeId}_${idOfDelegate(delegate)}_${id}`, template, to: delegate },
    ...aboutOf(booking),
    write: async (attendee) => ({
      email: placeGone({
        ...{
          recipientName: attendee.name,
          organisationName: booking.organisationName,
          session,
          attending: poolId,
          because,
        },
        sessionUrl: `${ctx.publicOrigin}/training/${session.sessionId}`,
      }),
      attachments: withdrawals(ctx, session, place, attendee),
    }),
  });
}
