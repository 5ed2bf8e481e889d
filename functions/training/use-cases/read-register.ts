import { londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { isForAnotherDay } from "../attendance/mark-of.ts";
import { namesOf } from "../attendance/names-of.ts";
import { attendanceOf, registerKey } from "../keys/attendance.ts";
import { Attendance, type Mark, Register } from "../schema/attendance.ts";
import type { Session } from "../schema/session.ts";
import { type RosterRow, readRoster } from "./read-roster.ts";

export interface RegisterRow extends RosterRow {
  readonly mark?: Mark | undefined;
  /** Whoever tapped last, and when. */
  readonly markedBy?: string | undefined;
  readonly markedAt?: string | undefined;
}

export interface RegisterOfSession {
  readonly session: Session;
  readonly rows: readonly RegisterRow[];
  readonly counts: Readonly<Record<Mark | "unmarked", number>>;
  readonly closedAt: string | undefined;
  /** Its day has come. */
  readonly isOpen: boolean;
  readonly hasBegun: boolean;
}

/** Who comes, and who was marked as there by whom. */
export async function readRegister(ctx: Ctx, sessionId: string): Promise<RegisterOfSession> {
  const { session, rows } = await readRoster(ctx, sessionId);
  const [register, marked] = await Promise.all([
    ctx.table.get(registerKey(sessionId), Register, { consistent: true }),
    readMarks(ctx, session),
  ]);
  const markers = [...marked.values()].flatMap(({ markedBy }) => (markedBy ? [{ personId: markedBy }] : []));
  const names = await namesOf(ctx, markers);
  const now = ctx.clock.now();
  const all = rows.map((row): RegisterRow => {
    const { mark, markedBy, markedAt } = marked.get(row.placeId) ?? {};
    return { ...row, mark, markedAt, markedBy: markedBy && names.get(markedBy)?.name };
  });
  return {
    session,
    rows: all,
    counts: countsOf(all),
    closedAt: register?.data.closedAt,
    isOpen: session.status !== "cancelled" && londonDateOf(now) >= session.startsAtLocal.slice(0, 10),
    hasBegun: now >= session.startsAt,
  };
}

function countsOf(rows: readonly RegisterRow[]): RegisterOfSession["counts"] {
  const counts = { present: 0, late: 0, absent: 0, unmarked: 0 };
  for (const { mark } of rows) counts[mark ?? "unmarked"]++;
  return counts;
}

/** Those for the day on which the session is now, by the id of the place: one request for each hundred, as many as the session has seats at most. */
async function readMarks(ctx: Ctx, session: Session): Promise<ReadonlyMap<string, Attendance>> {
  const marks = new Map<string, Attendance>();
  let cursor: string | undefined;
  do {
    const pattern = { ...attendanceOf(session.sessionId), ...(cursor ? { cursor } : {}) };
    const page = await ctx.table.query(pattern, Attendance, { consistent: true });
    for (const { data } of page.items) {
      if (data.markedAt !== undefined && !isForAnotherDay(data.markedAt, session)) marks.set(data.placeId, data);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return marks;
}
