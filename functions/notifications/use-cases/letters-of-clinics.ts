import { type ClinicNews, clinicLetter, whereOf } from "@alliance/emails";
import type { DomainEvent, training } from "@alliance/events";
import type { AppointmentFacts, Delegate } from "@alliance/events/training";
import type * as z from "zod";
import { type Invited, idOfDelegate, invitationOf } from "../calendar-invitation.ts";
import type { NotificationsCtx } from "../ctx.ts";
import { aboutOf } from "./letters-of-bookings.ts";
import { sendIfKnown } from "./send-mail.ts";

type Event<Name extends keyof typeof training> = (typeof training)[Name] extends { readonly data: infer Schema }
  ? DomainEvent<z.infer<Schema extends z.ZodType ? Schema : never>>
  : never;

interface News {
  readonly eventId: string;
  readonly news: ClinicNews;
  readonly appointment: AppointmentFacts;
  /** What becomes of the entry in their calendar. */
  readonly calendar?: "REQUEST" | "CANCEL" | undefined;
  readonly formerly?: { readonly startsAtLocal: string; readonly endsAtLocal: string } | undefined;
  readonly answerBy?: string | undefined;
}

type Side = "member" | "expert";

/** Whoever looks after the clinic opens it in the console, the expert and whoever asked on pages of their own. */
function urlFor({ publicOrigin }: NotificationsCtx, to: Delegate, side: Side, appointment: AppointmentFacts): string {
  const { appointmentId, answeredBy } = appointment;
  if (side === "member") return `${publicOrigin}/training/clinics/appointments/${appointmentId}`;
  if (idOfDelegate(to) === answeredBy) return `${publicOrigin}/console/training/clinics/appointments/${appointmentId}`;
  return `${publicOrigin}/portal/training/clinics/asked/${appointmentId}`;
}

function entryOf(ctx: NotificationsCtx, { appointment, calendar }: News, to: Delegate, attendee: Invited, url: string) {
  if (calendar === undefined) return [];
  const { appointmentId, clinicId, calendarSequence, startsAtLocal, endsAtLocal, title } = appointment;
  const entry = {
    uid: `${appointmentId}-${idOfDelegate(to)}`,
    sequence: calendarSequence,
    ...{ startsAtLocal, endsAtLocal, title, url },
    location: whereOf({ ...appointment, sessionId: clinicId }),
  };
  return [invitationOf(ctx, entry, { attendee, method: calendar })];
}

/** One letter an event and recipient: who was erased meanwhile does not keep the other from theirs. */
function tell(ctx: NotificationsCtx, side: Side, to: Delegate, told: News): Promise<unknown> {
  const template = `clinic-${told.news}`;
  const { appointment, news, formerly, answerBy } = told;
  const url = urlFor(ctx, to, side, appointment);
  return sendIfKnown(ctx, {
    ...{ mailId: `${template}_${told.eventId}_${side}_${idOfDelegate(to)}`, template, to, ...aboutOf(appointment) },
    write: async (recipient) => ({
      email: clinicLetter({ news, side, appointment, formerly, answerBy, url, recipientName: recipient.name }),
      attachments: entryOf(ctx, told, to, recipient, url),
    }),
  });
}

const tellMember = (ctx: NotificationsCtx, told: News): Promise<unknown> =>
  tell(ctx, "member", { personId: told.appointment.requestedBy }, told);
const tellExpert = (ctx: NotificationsCtx, told: News): Promise<unknown> =>
  tell(ctx, "expert", told.appointment.expert, told);
/** The expert, and whoever looks after the clinic where that is somebody else: the first answer counts. */
async function askWhoAnswers(ctx: NotificationsCtx, told: News): Promise<unknown> {
  const { expert, answeredBy } = told.appointment;
  const asked = await tellExpert(ctx, told);
  if (idOfDelegate(expert) === answeredBy) return asked;
  return tell(ctx, "expert", { personId: answeredBy }, { ...told, calendar: undefined });
}

/** To those who may answer: the time waits for them. */
export const tellOfRequestedTime = (ctx: NotificationsCtx, { id, data }: Event<"clinicRequested">): Promise<unknown> =>
  askWhoAnswers(ctx, { eventId: id, news: "to-answer", ...data });

/** To both, with the entry of their calendars. */
export async function confirmTime(ctx: NotificationsCtx, { id, data }: Event<"clinicConfirmed">): Promise<unknown> {
  const told: News = { eventId: id, news: "agreed", calendar: "REQUEST", ...data };
  await tellMember(ctx, told);
  return tellExpert(ctx, told);
}

export const tellDeclinedTime = (ctx: NotificationsCtx, { id, data }: Event<"clinicDeclined">): Promise<unknown> =>
  tellMember(ctx, { eventId: id, news: data.because, appointment: data.appointment });

/** What is agreed moves in both calendars; what has to be answered anew leaves them, and those who may answer are asked. */
export async function tellMovedTime(ctx: NotificationsCtx, { id, data }: Event<"clinicMoved">): Promise<unknown> {
  const { appointment, formerly, wasConfirmed, answerBy } = data;
  if (answerBy === undefined) {
    const told: News = { eventId: id, news: "moved", calendar: "REQUEST", appointment, formerly };
    await tellMember(ctx, told);
    return tellExpert(ctx, told);
  }
  const calendar = wasConfirmed ? "CANCEL" : undefined;
  await tellMember(ctx, { eventId: id, news: "asked-anew", calendar, appointment, formerly });
  return askWhoAnswers(ctx, { eventId: id, news: "moved-to-answer", calendar, appointment, formerly, answerBy });
}

export async function tellCancelledTime(
  ctx: NotificationsCtx,
  { id, data }: Event<"clinicCancelled">,
): Promise<unknown> {
  const { appointment, by, wasConfirmed } = data;
  const news = by === "member" ? "cancelled-by-member" : "cancelled-by-us";
  const told: News = { eventId: id, news, appointment, calendar: wasConfirmed ? "CANCEL" : undefined };
  await tellMember(ctx, told);
  return wasConfirmed ? tellExpert(ctx, told) : "nobody-else";
}
