import { readSessionWords } from "@alliance/auth";
import { bookingConfirmed, bookingLost, placeConfirmed, placeOffered } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type { PlaceFacts, SessionFacts } from "@alliance/events/training";
import type * as z from "zod";
import { calendarInvitation, type Invited, idOfDelegate } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { sendIfKnown, sendMail } from "./send-mail.ts";

type Confirmed = DomainEvent<z.infer<typeof training.bookingConfirmed.data>>;
type Lost = DomainEvent<z.infer<typeof training.bookingLost.data>>;
type Offered = DomainEvent<z.infer<typeof training.placeOffered.data>>;

/** In every event of a booking. */
export interface OfBooking {
  readonly bookingId: string;
  readonly organisationId?: string | undefined;
  readonly organisationName: string;
  readonly bookedBy: string;
}

export const bookingUrl = ({ publicOrigin }: NotificationsCtx, bookingId: string): string =>
  `${publicOrigin}/training/bookings/${bookingId}`;

export const aboutOf = ({ organisationId }: { readonly organisationId?: string | undefined }) =>
  organisationId === undefined ? {} : { about: organisationId };

/** How all of these places attend; undefined where some are in the room and some online. */
export const attendingOf = (places: readonly PlaceFacts[]): PlaceFacts["poolId"] | undefined =>
  places.every(({ poolId }) => poolId === places[0]?.poolId) ? places[0]?.poolId : undefined;

/** To whoever booked, and to each delegate who is somebody else a letter of their own. */
export async function confirmBooking(ctx: NotificationsCtx, { data }: Confirmed): Promise<unknown> {
  const template = "booking-confirmed";
  const { bookingId, organisationName, sessions, places, payment, netPence } = data;
  await sendMail(ctx, {
    ...{ mailId: `${template}_${bookingId}`, template, to: { personId: data.bookedBy }, ...aboutOf(data) },
    write: async ({ name, email }) => ({
      email: bookingConfirmed({
        ...{ recipientName: name, organisationName, sessions, payment, netPence, places: places.length },
        unnamed: places.filter(({ delegate }) => delegate === undefined).length,
        waysIn: await waysInOf(ctx, data),
        bookingUrl: bookingUrl(ctx, bookingId),
      }),
      attachments: ownInvitations(ctx, data, { name, email }),
    }),
  });
  for (const place of places) {
    const session = sessions.find(({ sessionId }) => sessionId === place.sessionId);
    const isOwn = place.delegate !== undefined && idOfDelegate(place.delegate) === data.bookedBy;
    if (session && !isOwn) await tellDelegate(ctx, data, { session, place, since: bookingId });
  }
  return places.length;
}

async function waysInOf(ctx: NotificationsCtx, { sessions, places }: Confirmed["data"]) {
  const ids = sessions.map(({ sessionId }) => sessionId);
  const words = await readSessionWords(ctx.table, ids);
  const placesAt = (sessionId: string) => places.filter((place) => place.sessionId === sessionId);
  return new Map(ids.map((id) => [id, { wayIn: words.get(id), attending: attendingOf(placesAt(id)) }]));
}

/** Of the places that whoever booked has kept for themselves. */
function ownInvitations(ctx: NotificationsCtx, data: Confirmed["data"], attendee: Invited) {
  return data.places.flatMap(({ delegate, ...place }) => {
    const session = data.sessions.find(({ sessionId }) => sessionId === place.sessionId);
    if (session === undefined || delegate === undefined || idOfDelegate(delegate) !== data.bookedBy) return [];
    return [calendarInvitation(ctx, { session, place: { ...place, delegate }, attendee, method: "REQUEST" })];
  });
}

/** `since` is what gave them the place, a booking or a change: somebody who gets a place back is told so again. */
export async function tellDelegate(
  ctx: NotificationsCtx,
  booking: OfBooking,
  { session, place, since }: { readonly session: SessionFacts; readonly place: PlaceFacts; readonly since: string },
): Promise<unknown> {
  const template = "place-confirmed";
  const { placeId, poolId, delegate } = place;
  if (delegate === undefined) return "nobody-yet";
  return sendIfKnown(ctx, {
    ...{
      mailId: `${template}_${placeId}_${idOfDelegate(delegate)}_${since}`,
      template,
      to: delegate,
      ...aboutOf(booking),
    },
    write: async (attendee) => ({
      email: placeConfirmed({
        ...{ recipientName: attendee.name, organisationName: booking.organisationName, session, attending: poolId },
        isBooker: idOfDelegate(delegate) === booking.bookedBy,
        wayIn: (await readSessionWords(ctx.table, [session.sessionId])).get(session.sessionId),
        sessionUrl: `${ctx.publicOrigin}/training/${session.sessionId}`,
      }),
      attachments: [calendarInvitation(ctx, { session, place: { ...place, delegate }, attendee, method: "REQUEST" })],
    }),
  });
}

/** The apology to whoever paid when the places had gone. */
export async function apologiseForLostBooking(ctx: NotificationsCtx, { data }: Lost): Promise<unknown> {
  const template = "booking-lost";
  const { bookingId, organisationName, sessions } = data;
  return sendMail(ctx, {
    ...{ mailId: `${template}_${bookingId}`, template, to: { personId: data.bookedBy }, ...aboutOf(data) },
    write: async ({ name }) => ({
      email: bookingLost({
        ...{ recipientName: name, organisationName, sessions, bookingUrl: bookingUrl(ctx, bookingId) },
      }),
      attachments: [],
    }),
  });
}

/** To whoever waited, with the hour until which their places are held. */
export async function offerPlaces(ctx: NotificationsCtx, { data }: Offered): Promise<unknown> {
  const template = "place-offered";
  const { bookingId, organisationName, session, places, wanted, holdUntil } = data;
  return sendMail(ctx, {
    ...{ mailId: `${template}_${bookingId}`, template, to: { personId: data.bookedBy }, ...aboutOf(data) },
    write: async ({ name }) => ({
      email: placeOffered({
        ...{ recipientName: name, organisationName, sessions: [session], places, wanted, holdUntil },
        bookingUrl: bookingUrl(ctx, bookingId),
      }),
      attachments: [],
    }),
  });
}
