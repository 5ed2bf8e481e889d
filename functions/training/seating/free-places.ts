import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Change, Conflict, type Ctx } from "@alliance/store";
import { queueKey } from "../keys/queue.ts";
import { seatPut } from "../keys/seat.ts";
import { sessionPk } from "../keys/session.ts";
import type { Booking, Place } from "../schema/booking.ts";
import { Queue } from "../schema/queue.ts";
import { Seat } from "../schema/seat.ts";
import type { PoolId } from "../schema/topics.ts";
import { extraKeys, seatKeyOf } from "./place-keys.ts";

/** What gives places back. `keepAllowance`: a place that came with the membership stays used up. */
export interface Freeing extends Required<Pick<Change, "put" | "remove" | "expect" | "emit">> {}

/**
 * Gives back the places of a booking, for the caller's commit. Where nobody waits, their seats are anybody's; where
 * somebody does, they are kept for the queue. Which of the two is relied on: the queue must be as it was read.
 */
export async function freePlaces(
  ctx: Ctx,
  booking: Booking,
  places: readonly Place[],
  keepAllowance = false,
): Promise<Freeing> {
  const sessionIds = [...new Set(places.map(({ sessionId }) => sessionId))];
  const [seats, queues] = await Promise.all([
    ctx.table.getMany(places.map(seatKeyOf), Seat, { consistent: true }),
    ctx.table.getMany(sessionIds.map(queueKey), Queue, { consistent: true }),
  ]);
  const waitsFor = ({ sessionId, poolId }: Place): boolean =>
    (queues[sessionIds.indexOf(sessionId)]?.data.waiting[poolId] ?? 0) > 0;
  const own = places.map((place, at) => {
    const seat = seats[at];
    if (seat?.data.placeId !== place.placeId) throw new Conflict(`${place.placeId} gave its seat back meanwhile`);
    return { place, seat };
  });
  const released = own.filter(({ place }) => waitsFor(place));
  const extras = places.flatMap((place) =>
    extraKeys(booking, keepAllowance ? { ...place, allowanceSeat: undefined } : place),
  );
  return {
    put: released.map(({ seat }) => {
      const { bookingId, placeId } = seat.data;
      return seatPut(seat.key, { bookingId, placeId, state: "released" }, seat.version + 1);
    }),
    remove: [
      ...own.filter(({ place }) => !waitsFor(place)).map(({ seat: { key, version } }) => ({ key, version })),
      // Nobody ever writes these a second time.
      ...extras.map((key) => ({ key, version: 1 })),
    ],
    expect: sessionIds.map((sessionId, at) => ({ key: queueKey(sessionId), version: queues[at]?.version ?? 0 })),
    emit: sessionIds.flatMap((sessionId) => {
      const ofSession = released.map(({ place }) => place).filter((place) => place.sessionId === sessionId);
      return ofSession.length === 0 ? [] : [releasedEvent(booking.bookingId, sessionId, ofSession)];
    }),
  };
}

function releasedEvent(bookingId: string, sessionId: string, places: readonly Place[]) {
  const poolIds = [...new Set(places.map(({ poolId }) => poolId))];
  const countOf = (poolId: PoolId): number => places.filter((place) => place.poolId === poolId).length;
  const pools = poolIds.map((poolId) => ({ poolId, places: countOf(poolId) }));
  return { pk: sessionPk(sessionId), event: draft(training.placesReleased, { sessionId, bookingId, pools }) };
}
