import { type CalendarEntry, calendarFile, calendarType } from "@alliance/calendar";
import { type Attachment, whereOf } from "@alliance/emails";
import type { Delegate, PlaceFacts, SessionFacts } from "@alliance/events/training";
import { allianceName } from "@alliance/ui/brand";
import type { NotificationsCtx } from "./ctx.ts";

/** Who a letter goes to, as it is known when the letter is written. */
export interface Invited {
  readonly name: string;
  readonly email: string;
}

interface Invitation {
  readonly session: SessionFacts;
  readonly place: PlaceFacts & { readonly delegate: Delegate };
  readonly attendee: Invited;
  /** REQUEST puts it into their calendar, or moves what is there; CANCEL takes it away. */
  readonly method: "REQUEST" | "CANCEL";
}

export const idOfDelegate = (delegate: Delegate): string =>
  "personId" in delegate ? delegate.personId : delegate.contactId;

/**
 * The entry of one delegate's calendar. Its id is the place's and the delegate's for ever, so that a later letter moves or
 * removes the very entry; of two with the same number the later one counts.
 */
export function calendarInvitation(
  ctx: NotificationsCtx,
  { session, place, attendee, method }: Invitation,
): Attachment {
  const entry = {
    uid: `${place.placeId}-${idOfDelegate(place.delegate)}`,
    sequence: session.calendarSequence,
    ...{ startsAtLocal: session.startsAtLocal, endsAtLocal: session.endsAtLocal, title: session.title },
    location: whereOf(session, place.poolId),
    url: `${ctx.publicOrigin}/training/${session.sessionId}`,
  };
  return invitationOf(ctx, entry, { attendee, method });
}

/** The file of one entry; `uid` without the platform's own name behind it. */
export function invitationOf(
  { clock, publicOrigin, mailFrom }: NotificationsCtx,
  { uid, ...facts }: Omit<CalendarEntry, "changedAt" | "isCancelled" | "organiser" | "attendee">,
  { attendee, method }: Pick<Invitation, "attendee" | "method">,
): Attachment {
  const entry = {
    ...facts,
    uid: `${uid}@${new URL(publicOrigin).hostname}`,
    changedAt: clock.now(),
    isCancelled: method === "CANCEL",
    ...{ organiser: { name: allianceName, email: mailFrom }, attendee },
  };
  const text = calendarFile({ method, entries: [entry] });
  return {
    filename: method === "CANCEL" ? "cancelled.ics" : "invitation.ics",
    contentType: calendarType({ method }),
    content: new TextEncoder().encode(text),
  };
}
