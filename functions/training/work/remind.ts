import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import type { Ctx } from "@alliance/store";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { bookingsOfSession } from "../bookings/bookings-of-session.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { type ReminderKind, reminderId, reminderTimes } from "../sessions/reminder-times.ts";
import type { TakePage } from "./take-step.ts";

/** Reminds those who had confirmed places when it was due; who booked later has only just read it all. */
export const remind =
  (ctx: Ctx, kind: ReminderKind): TakePage =>
  async (session, work) => {
    const times = reminderTimes(session).get(kind);
    const isStill = session.status === "published" && work.workId === reminderId(kind, session);
    if (!isStill || times === undefined || ctx.clock.now() >= times.until) return "overtaken";
    const page = await bookingsOfSession(ctx, session, work.cursor);
    const reminded = page.bookings.flatMap(({ stored: { data }, places: all }) => {
      const places = kind === "joining" ? all.filter(({ poolId }) => poolId === "online") : all;
      const isDue = kind === "joining" || data.madeAt < times.from;
      return data.status === "confirmed" && isDue && places.length > 0 ? [{ data, places }] : [];
    });
    return {
      emit: reminded.map(({ data, places }) => {
        const told = { kind, session: factsOf(session), places: places.map(placeFacts) };
        return ofBooking(data, (about) => draft(training.delegatesReminded, { ...whoseOf(data), ...told }, about));
      }),
      bookings: reminded.length,
      places: reminded.reduce((sum, { places }) => sum + places.length, 0),
      next: page.cursor,
    };
  };
