import type { DomainEvent } from "@alliance/events";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { areTheirs, removeNeedsAt } from "../bookings/needs-of.ts";
import { loadBooking } from "../bookings/own-booking.ts";
import { needsKey, needsPut, needsToRemove } from "../keys/needs.ts";
import { sessionKey } from "../keys/session.ts";
import { isLive } from "../schema/booking.ts";
import { Needs } from "../schema/needs.ts";
import { Session } from "../schema/session.ts";

/** On whatever ends a place or gives it to somebody else: what its delegate needed is nobody's business any more. */
export const forgetNeeds = (ctx: Ctx, { data }: DomainEvent<{ readonly bookingId: string }>): Promise<number> =>
  retryingConflicts(async () => {
    const booking = (await loadBooking(ctx, data.bookingId))?.data;
    if (booking === undefined) return 0;
    const found = await ctx.table.getMany(booking.places.map(needsKey), Needs, { consistent: true });
    const remove = booking.places.flatMap((place, at) => {
      const needs = found[at];
      const isKept = isLive(booking.status) && place.cancelledAt === undefined;
      if (needs === undefined || (isKept && areTheirs(needs.data, place))) return [];
      return [{ key: needs.key, version: needs.version }];
    });
    if (remove.length > 0) await commit(ctx, { remove });
    return remove.length;
  });

const maxPages = 20;

/** Every night: what delegates of sessions needed that were over two weeks ago. */
export async function forgetOldNeeds(ctx: Ctx): Promise<{ readonly forgotten: number }> {
  let forgotten = 0;
  // What was looked at leaves the front of the list: the first page is always the next one.
  for (let page = 0; page < maxPages; page++) {
    const { items } = await ctx.table.query({ ...needsToRemove, limit: 100 }, Needs);
    const due = items.filter(({ data }) => data.removeAt <= ctx.clock.now());
    for (const needs of due) if (await forgetIfOver(ctx, needs)) forgotten++;
    if (due.length === 0 || due.length < items.length) break;
  }
  return { forgotten };
}

/** By the session itself: it may have been moved to a later day. */
const forgetIfOver = (ctx: Ctx, { key, data: { sessionId } }: Stored<Needs>): Promise<boolean> =>
  retryingConflicts(async () => {
    const [needs, session] = await Promise.all([
      ctx.table.get(key, Needs, { consistent: true }),
      ctx.table.get(sessionKey(sessionId), Session, { consistent: true }),
    ]);
    if (needs === undefined) return false;
    const removeAt = session ? removeNeedsAt(session.data) : needs.data.removeAt;
    const isOver = removeAt <= ctx.clock.now();
    if (isOver) await commit(ctx, { remove: [{ key, version: needs.version }] });
    else await commit(ctx, { put: [needsPut({ ...needs.data, removeAt }, needs.version + 1)] });
    return isOver;
  });
