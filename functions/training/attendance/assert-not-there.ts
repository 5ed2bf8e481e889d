import { londonDateOf, Problem } from "@alliance/core";
import type { AtVersion, Ctx } from "@alliance/store";
import { attendanceKey } from "../keys/attendance.ts";
import { Attendance, wasThere } from "../schema/attendance.ts";
import type { Place } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { markOf } from "./mark-of.ts";

/**
 * Whoever was marked as there was there: a booker gives their place, and with it their certificate, to nobody else. Whoever
 * runs the session corrects a name. What the caller's commit expects: whoever is marked at that moment meets it.
 */
export async function assertNotThere(
  ctx: Ctx,
  places: readonly Place[],
  sessions: readonly Session[],
): Promise<readonly AtVersion[]> {
  const today = londonDateOf(ctx.clock.now());
  const named = places.flatMap((place) => {
    const session = sessions.find(({ sessionId }) => sessionId === place.sessionId);
    const isOn = session !== undefined && session.startsAtLocal.slice(0, 10) <= today;
    const { sessionId, placeId } = place;
    return isOn && place.delegate ? [{ session, placeId, key: attendanceKey(sessionId, placeId) }] : [];
  });
  const marked = await ctx.table.getMany(
    named.map(({ key }) => key),
    Attendance,
    { consistent: true },
  );
  return named.map(({ session, placeId, key }, at) => {
    const stored = marked[at];
    if (stored && wasThere(markOf(stored.data, session))) throw thereAlready(placeId);
    return { key, version: stored?.version ?? 0 };
  });
}

function thereAlready(field: string): Problem {
  const message = "They were marked as there, so nobody else can be named. Ask whoever runs the session to correct it";
  return new Problem("invalid-input", `${message}.`, [{ field, message }]);
}
