import { londonDateOf, Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { attendanceKey } from "../keys/attendance.ts";
import { Attendance, wasThere } from "../schema/attendance.ts";
import type { Place } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";

/**
 * Whoever was marked as there was there: a booker gives their place, and with it their certificate, to nobody else. Whoever
 * runs the session corrects a name.
 */
export async function assertNotThere(ctx: Ctx, places: readonly Place[], sessions: readonly Session[]): Promise<void> {
  const today = londonDateOf(ctx.clock.now());
  const begun = new Set(
    sessions.flatMap(({ sessionId, startsAtLocal }) => (startsAtLocal.slice(0, 10) <= today ? [sessionId] : [])),
  );
  const named = places.filter(({ sessionId, delegate }) => delegate !== undefined && begun.has(sessionId));
  const marked = await ctx.table.getMany(
    named.map(({ sessionId, placeId }) => attendanceKey(sessionId, placeId)),
    Attendance,
    { consistent: true },
  );
  const at = marked.findIndex((stored) => wasThere(stored?.data.mark));
  const field = named[at]?.placeId;
  if (field === undefined) return;
  const message = "They were marked as there, so nobody else can be named. Ask whoever runs the session to correct it";
  throw new Problem("invalid-input", `${message}.`, [{ field, message }]);
}
