import { draft, type EventDraft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { attendancePut } from "../keys/attendance.ts";
import { sessionPk } from "../keys/session.ts";
import { type Attendance, type Told, wasThere } from "../schema/attendance.ts";
import type { Session } from "../schema/session.ts";
import { hoursOf } from "./hours-of.ts";
import { markOf } from "./mark-of.ts";
import type { Coming } from "./places-coming.ts";

/** What is told of a place now that the register is closed: who was on it, where they work, and what it counted for. */
export function toldOf(
  { place, booking }: Coming,
  session: Session,
  attendance: Pick<Attendance, "mark" | "markedAt">,
): Told {
  const { organisationId, organisationName } = booking;
  return {
    attended: wasThere(markOf(attendance, session)),
    ...(place.delegate ? { delegate: place.delegate } : {}),
    ...(organisationId ? { organisationId } : {}),
    organisationName,
    title: session.title,
    hours: hoursOf(session),
    attendedOn: session.startsAtLocal.slice(0, 10),
  };
}

/** An attendance as it is told from now on, with whatever events say that it was told otherwise before. */
export function tell(before: Attendance, told: Told, version: number) {
  const { sessionId } = before;
  const events = newsOf(before, told);
  return {
    put: attendancePut({ ...before, told }, version),
    emit: events.map((event) => ({ pk: sessionPk(sessionId), event })),
  };
}

function newsOf(attendance: Attendance, told: Told): EventDraft[] {
  const before = attendance.told?.attended ? attendance.told : undefined;
  const after = told.attended ? told : undefined;
  const isSame = before && after && JSON.stringify(before.delegate) === JSON.stringify(after.delegate);
  if (isSame) return [];
  return [
    ...(before ? [draft(training.attendanceCorrected, factsOf(attendance, before), before.organisationId)] : []),
    ...(after ? [draft(training.sessionAttended, factsOf(attendance, after), after.organisationId)] : []),
  ];
}

function factsOf({ sessionId, placeId, bookingId }: Attendance, told: Told) {
  const { delegate, organisationId, hours, attendedOn } = told;
  return {
    ...{ sessionId, placeId, bookingId, hours, attendedOn },
    ...(delegate ? { delegate } : {}),
    ...(organisationId ? { organisationId } : {}),
  };
}
