import { Problem } from "@alliance/core";
import { type Ctx, commit, type Put, type Remove, retryingConflicts } from "@alliance/store";
import { areTheirs, removeNeedsAt } from "../bookings/needs-of.ts";
import { ownBooking } from "../bookings/own-booking.ts";
import { bookingKey } from "../keys/booking.ts";
import { needsKey, needsPut } from "../keys/needs.ts";
import { isLive, placesOf, sessionIdsOf } from "../schema/booking.ts";
import { Needs, type NotingNeeds } from "../schema/needs.ts";
import { readSessions } from "../sessions/read-sessions.ts";

/**
 * Notes what delegates need on the day. No event says so: that somebody has needs is already personal. It relies on the
 * booking being as it was read, so that nothing is noted of a place that is given back at this moment.
 */
export const noteNeeds = (ctx: Ctx, { bookingId, needs }: NotingNeeds): Promise<void> =>
  retryingConflicts(async () => {
    const { data: booking, version } = await ownBooking(ctx, bookingId);
    if (!isLive(booking.status)) throw new Problem("gone", "This booking is over, so there is nothing to prepare for.");
    const sessions = new Map((await readSessions(ctx, sessionIdsOf(booking))).map((each) => [each.sessionId, each]));
    const told = needs.map(({ placeId, words }) => {
      const place = placesOf(booking).find((each) => each.placeId === placeId);
      if (place === undefined) throw new Problem("not-found", "That place is not part of this booking any more.");
      return { place, words };
    });
    const before = await ctx.table.getMany(
      told.map(({ place }) => needsKey(place)),
      Needs,
      { consistent: true },
    );
    const put: Put[] = [];
    const remove: Remove[] = [];
    for (const [at, { place, words }] of told.entries()) {
      const { placeId, sessionId, delegate } = place;
      const known = before[at];
      // A form that comes with what somebody else had told is not about who comes instead.
      const isOfAnother = known && !areTheirs(known.data, place) && known.data.words === words;
      if (words === "" || isOfAnother) {
        if (known) remove.push({ key: known.key, version: known.version });
        continue;
      }
      if (delegate === undefined) throw nobodyYet(placeId);
      if (known?.data.words === words && areTheirs(known.data, place)) continue;
      const session = sessions.get(sessionId);
      if (session === undefined || ctx.clock.now() >= session.endsAt) throw over();
      const removeAt = removeNeedsAt(session);
      put.push(needsPut({ sessionId, placeId, bookingId, delegate, words, removeAt }, (known?.version ?? 0) + 1));
    }
    if (put.length + remove.length === 0) return;
    await commit(ctx, { put, remove, expect: [{ key: bookingKey(bookingId), version }] });
  });

const over = (): Problem => new Problem("gone", "This session is over, so there is nothing to prepare for any more.");

function nobodyYet(placeId: string): Problem {
  const message = "Say who comes before you say what they need";
  return new Problem("invalid-input", `${message}.`, [{ field: `needs-of-${placeId}`, message }]);
}
