import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import type { Ctx } from "@alliance/store";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { bookingsOfSession } from "../bookings/bookings-of-session.ts";
import { messageKey } from "../keys/message.ts";
import { Message } from "../schema/message.ts";
import { factsOf } from "../sessions/facts-of.ts";
import type { TakePage } from "./take-step.ts";

/** Passes a message of staff on to those who have confirmed places in the pool that it is for. */
export const passOn =
  (ctx: Ctx, messageId: string): TakePage =>
  async (session, work) => {
    const message = await ctx.table.get(messageKey(session.sessionId, messageId), Message, { consistent: true });
    if (message === undefined) throw new Error(`${messageId} is missing`);
    const { to } = message.data;
    const page = await bookingsOfSession(ctx, session, work.cursor);
    const concerned = page.bookings.flatMap(({ stored: { data }, places: all }) => {
      const places = all.filter(({ poolId }) => to === "all" || poolId === to);
      return data.status === "confirmed" && places.length > 0 ? [{ data, places }] : [];
    });
    return {
      emit: concerned.map(({ data, places }) => {
        const told = { messageId, session: factsOf(session), places: places.map(placeFacts) };
        return ofBooking(data, (about) => draft(training.messageAddressed, { ...whoseOf(data), ...told }, about));
      }),
      bookings: concerned.length,
      places: concerned.reduce((sum, { places }) => sum + places.length, 0),
      next: page.cursor,
    };
  };
