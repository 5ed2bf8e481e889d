import type { Ctx } from "@alliance/store";
import { attendanceKey, attendancePut, registerKey } from "../keys/attendance.ts";
import { Attendance, Register } from "../schema/attendance.ts";
import type { Session } from "../schema/session.ts";
import type { Coming } from "./places-coming.ts";
import { tell, toldOf } from "./telling.ts";

/** What is known of a place's attendance, and whether the world was told or is being told. */
export interface Standing {
  readonly attendance: Attendance;
  readonly version: number;
  readonly isTold: boolean;
}

/** The register is read first: what is told after that has changed the place's own item, and the caller's write meets it. */
export async function standingOf(ctx: Ctx, { place, booking }: Coming): Promise<Standing> {
  const { sessionId, placeId } = place;
  const register = await ctx.table.get(registerKey(sessionId), Register, { consistent: true });
  const stored = await ctx.table.get(attendanceKey(sessionId, placeId), Attendance, { consistent: true });
  const attendance = stored?.data ?? { sessionId, placeId, bookingId: booking.bookingId, taps: [] };
  const isTold = register !== undefined || attendance.told !== undefined;
  return { attendance, version: stored?.version ?? 0, isTold };
}

/** Another attendance, for the caller's commit; told at once where the register was closed before. */
export function changed(
  standing: Standing,
  session: Session,
  coming: Coming,
  more: Partial<Attendance>,
): ReturnType<typeof tell> {
  const after: Attendance = { ...standing.attendance, ...more };
  const version = standing.version + 1;
  return standing.isTold
    ? tell(after, toldOf(coming, session, after), version)
    : { put: attendancePut(after, version), emit: [] };
}
