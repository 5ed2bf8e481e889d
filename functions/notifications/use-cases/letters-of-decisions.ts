import { readSessionWords, type WordsOfSession } from "@alliance/auth";
import { placeMoved, sessionMoved, sessionOff } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type { SessionFacts } from "@alliance/events/training";
import type * as z from "zod";
import { calendarInvitation, idOfDelegate } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { aboutOf, bookingUrl } from "./letters-of-bookings.ts";
import { sendIfKnown } from "./send-mail.ts";

type Moved = DomainEvent<z.infer<typeof training.bookingRescheduled.data>>;
type Withdrawn = DomainEvent<z.infer<typeof training.bookingWithdrawn.data>>;
type Closed = DomainEvent<z.infer<typeof training.queueEntryClosed.data>>;

/** To whoever booked, and to each delegate who is somebody else: with the entry that moves in their calendar. */
export async function tellOfMove(ctx: NotificationsCtx, { data }: Moved): Promise<number> {
  const { bookingId, bookedBy, organisationName, session, formerly, freeCancellationUntil, places } = data;
  const words = (await readSessionWords(ctx.table, [session.sessionId])).get(session.sessionId);
  const reason = reasonOfMove(words, formerly);
  const move = { organisationName, session, formerly, reason };
  const about = `${session.sessionId}_${session.calendarSequence}`;
  const template = "session-moved";
  const invite = (place: (typeof places)[number], attendee: { readonly name: string; readonly email: string }) =>
    place.delegate === undefined
      ? []
      : [
          calendarInvitation(ctx, {
            session,
            place: { ...place, delegate: place.delegate },
            attendee,
            method: "REQUEST",
          }),
        ];
  const isOwn = ({ delegate }: (typeof places)[number]) => delegate && idOfDelegate(delegate) === bookedBy;
  await sendIfKnown(ctx, {
    ...{ mailId: `${template}_${bookingId}_${about}`, template, to: { personId: bookedBy }, ...aboutOf(data) },
    write: async (booker) => ({
      email: sessionMoved({
        ...{ ...move, recipientName: booker.name, places: places.length, freeCancellationUntil },
        bookingUrl: bookingUrl(ctx, bookingId),
      }),
      attachments: places.filter(isOwn).flatMap((place) => invite(place, booker)),
    }),
  });
  for (const place of places) {
    if (place.delegate === undefined || isOwn(place)) continue;
    await sendIfKnown(ctx, {
      ...{ mailId: `place-moved_${place.placeId}_${idOfDelegate(place.delegate)}_${about}`, template: "place-moved" },
      ...{ to: place.delegate, ...aboutOf(data) },
      write: async (attendee) => ({
        email: placeMoved({
          ...{ ...move, recipientName: attendee.name, attending: place.poolId },
          sessionUrl: `${ctx.publicOrigin}/training/${session.sessionId}`,
        }),
        attachments: invite(place, attendee),
      }),
    });
  }
  return places.length;
}

/** Nothing where the session has moved again since: its sentence is about the later move. */
function reasonOfMove(words: WordsOfSession | undefined, formerly: Moved["data"]["formerly"]): string | undefined {
  const { formerly: left, reason } = words?.rescheduled ?? {};
  const isThis = left?.startsAtLocal === formerly.startsAtLocal && left.endsAtLocal === formerly.endsAtLocal;
  return isThis ? reason : undefined;
}

/** To whoever had begun to book when we called the session off; who let go themselves knows. */
export async function tellIfOff(ctx: NotificationsCtx, { data }: Withdrawn): Promise<unknown> {
  const { bookingId, off, wasPlaced } = data;
  if (off === undefined) return "their-own-doing";
  return tellOff(ctx, data, { ...off, had: wasPlaced ? "unpaid" : "unfinished", of: bookingId });
}

/** To whoever waited for a session that is off. */
export const tellWhoWaited = (ctx: NotificationsCtx, { data }: Closed): Promise<unknown> =>
  tellOff(ctx, data, { session: data.session, had: "waited", of: data.entryId });

/** Staff's sentence lies with the session: it may name somebody. */
export const reasonOfCancelling = async ({ table }: NotificationsCtx, { sessionId }: SessionFacts) =>
  (await readSessionWords(table, [sessionId])).get(sessionId)?.cancelled?.reason;

interface Off {
  readonly session: SessionFacts;
  readonly had: Parameters<typeof sessionOff>[0]["had"];
  /** The booking or the entry: each tells it once. */
  readonly of: string;
}

const tellOff = (
  ctx: NotificationsCtx,
  whose: Pick<Closed["data"], "bookedBy" | "organisationId" | "organisationName">,
  { session, had, of }: Off,
): Promise<unknown> => {
  const template = "session-off";
  const { organisationName } = whose;
  return sendIfKnown(ctx, {
    ...{ mailId: `${template}_${of}`, template, to: { personId: whose.bookedBy }, ...aboutOf(whose) },
    write: async ({ name }) => ({
      email: sessionOff({
        ...{ recipientName: name, organisationName, session, had },
        reason: await reasonOfCancelling(ctx, session),
        trainingUrl: `${ctx.publicOrigin}/training`,
      }),
      attachments: [],
    }),
  });
};
