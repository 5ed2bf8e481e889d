import { londonDateOf } from "@alliance/core";
import type { Attendance, Mark } from "../schema/attendance.ts";
import type { Session } from "../schema/session.ts";

type Marked = Pick<Attendance, "mark" | "markedAt">;

/** Marked before the session's day: for the day that it had before it moved. */
export const isForAnotherDay = (markedAt: string, { startsAtLocal }: Pick<Session, "startsAtLocal">): boolean =>
  londonDateOf(markedAt) < startsAtLocal.slice(0, 10);

/** What was marked for the day on which the session is now; marks belong to the day that they were made on. */
export const markOf = ({ mark, markedAt }: Marked, session: Pick<Session, "startsAtLocal">): Mark | undefined =>
  markedAt === undefined || isForAnotherDay(markedAt, session) ? undefined : mark;
