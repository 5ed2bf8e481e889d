import { can } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { ofBooking, placeFacts, whoseOf } from "../bookings/booking-events.ts";
import { creditPence, creditPercentFor } from "../bookings/credit-of.ts";
import { lineOf } from "../bookings/order-lines.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { placesWanted } from "../bookings/places-wanted.ts";
import { bookingPut } from "../keys/booking.ts";
import { keptPut } from "../keys/takings.ts";
import { type Booking, type Place, placesOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { freePlaces } from "../seating/free-places.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { readSessions } from "../sessions/read-sessions.ts";

export interface Cancelling {
  readonly bookingId: string;
  /** Of one session. */
  readonly placeIds: readonly string[];
  /** What whoever cancels was told they get back. */
  readonly shownCreditPercent: number;
}

export interface Cancelled {
  readonly booking: Booking;
  readonly creditPercent: number;
  /** Net of VAT. */
  readonly creditNetPence: number;
}

/**
 * Gives places of a confirmed booking back before their session begins, and says what is credited for them. A place
 * that came with the membership can be used again where money would have been given back.
 */
export function cancelPlaces(ctx: Ctx, input: Cancelling): Promise<Cancelled> {
  const cancellationId = ctx.ids.next("can");
  return retryingConflicts(async () => {
    const { data: booking, version } = await ownBooking(ctx, input.bookingId);
    const places = placesWanted(booking, input.placeIds, "cancel");
    const [session] = await readSessions(ctx, [places[0].sessionId]);
    if (session === undefined) throw new Error("a session that is read is there");
    const now = ctx.clock.now();
    if (now >= session.startsAt) {
      throw new Problem("gone", "This session has begun, so its places cannot be cancelled any more.");
    }
    const cancelledOn = londonDateOf(now);
    const creditPercent = creditPercentFor(session, booking, cancelledOn);
    if (creditPercent !== input.shownCreditPercent) {
      const reason = `${input.shownCreditPercent}% would have been credited when we showed it, and ${creditPercent}% now.`;
      throw new Problem("stale", `${reason} Nothing was cancelled. Look again, and cancel if you still want to.`);
    }
    const because = isStaffs(ctx, booking) ? "cancelled-by-staff" : "cancelled-by-booker";
    return commitCancelling(ctx, { data: booking, version }, session, {
      places,
      cancellationId,
      creditPercent,
      because,
    });
  });
}

interface Decision {
  readonly places: readonly Place[];
  readonly cancellationId: string;
  readonly creditPercent: number;
  readonly because: "cancelled-by-booker" | "cancelled-by-staff" | "session-cancelled";
}

/** Takes places of one session out of a confirmed booking, in one commit with what is credited for them. */
export async function commitCancelling(
  ctx: Ctx,
  { data: booking, version }: Pick<Stored<Booking>, "data" | "version">,
  session: Session,
  { places, creditPercent, ...decision }: Decision,
): Promise<Cancelled> {
  const now = ctx.clock.now();
  const left = placesOf(booking).filter((place) => !places.includes(place));
  const after: Booking = {
    ...booking,
    status: left.length === 0 ? "cancelled" : "confirmed",
    places: booking.places.map((place) => (places.includes(place) ? { ...place, cancelledAt: now } : place)),
  };
  const freed = await freePlaces(ctx, booking, places, creditPercent === 0);
  const lines = creditLines(booking, places, creditPercent);
  const data = {
    ...{ ...whoseOf(booking), ...decision, cancelledOn: londonDateOf(now), creditPercent, lines },
    isWhole: left.length === 0,
    sessions: [factsOf(session)],
    places: places.map(placeFacts),
  };
  await commit(ctx, {
    ...freed,
    put: [bookingPut(after, version + 1), ...keptPuts(session, places, lines, decision), ...freed.put],
    emit: [ofBooking(booking, (about) => draft(training.placesCancelled, data, about)), ...freed.emit],
  });
  const creditNetPence = lines.reduce((sum, { netPence }) => sum + netPence, 0);
  return { booking: after, creditPercent, creditNetPence };
}

/** What is not credited stays with us: the session's takings count it. */
function keptPuts(
  { sessionId }: Session,
  places: readonly Place[],
  lines: ReturnType<typeof creditLines>,
  { cancellationId }: Pick<Decision, "cancellationId">,
) {
  const paid = places.reduce((sum, { netPence }) => sum + netPence, 0);
  const netPence = lines.reduce((rest, line) => rest - line.netPence, paid);
  return netPence > 0 ? [keptPut(sessionId, { cancellationId, netPence })] : [];
}

const isStaffs = ({ actor }: Ctx, { bookedBy }: Booking): boolean =>
  can(actor, "training.manage") && !(actor.kind === "person" && actor.personId === bookedBy);

function creditLines(booking: Booking, places: readonly Place[], percent: number) {
  const lines = new Map<number, number>();
  for (const place of places) {
    const line = lineOf(booking, place);
    lines.set(line, (lines.get(line) ?? 0) + creditPence(place.netPence, percent));
  }
  return [...lines].map(([line, netPence]) => ({ line, netPence })).filter(({ netPence }) => netPence > 0);
}
