import { type Instant, plusSeconds } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { needsKey, needsPut } from "../keys/needs.ts";
import { type Booking, type Place, placesOf } from "../schema/booking.ts";
import { Needs } from "../schema/needs.ts";
import type { Session } from "../schema/session.ts";

/** How long after its session what a delegate needs is kept: for questions about the day. */
export const daysNeedsAreKept = 14;

export const removeNeedsAt = ({ endsAt }: Pick<Session, "endsAt">): Instant =>
  plusSeconds(endsAt, daysNeedsAreKept * 86_400);

/** They are theirs for whom they were told, and of nobody who comes instead. */
export const areTheirs = (needs: Pick<Needs, "delegate">, { delegate }: Pick<Place, "delegate">): boolean =>
  JSON.stringify(needs.delegate) === JSON.stringify(delegate);

/** What the delegates of a booking need, by place. */
export async function needsOfBooking(ctx: Ctx, booking: Booking): Promise<ReadonlyMap<string, string>> {
  const places = placesOf(booking).filter(({ delegate }) => delegate !== undefined);
  const found = await ctx.table.getMany(places.map(needsKey), Needs, { consistent: true });
  return new Map(
    places.flatMap((place, at) => {
      const needs = found[at]?.data;
      return needs && areTheirs(needs, place) ? [[place.placeId, needs.words] as const] : [];
    }),
  );
}

/** For the caller's commit: what delegates need goes with them to the places that take the stead of theirs. */
export async function moveNeeds(ctx: Ctx, places: readonly Place[], moved: readonly Place[], to: Session) {
  const found = await ctx.table.getMany(places.map(needsKey), Needs, { consistent: true });
  const theirs = places.flatMap((place, at) => {
    const [needs, stead] = [found[at], moved[at]];
    return needs && stead && areTheirs(needs.data, place) ? [{ needs, stead }] : [];
  });
  return {
    put: theirs.map(({ needs: { data }, stead: { sessionId, placeId } }) =>
      needsPut({ ...data, sessionId, placeId, removeAt: removeNeedsAt(to) }, 1),
    ),
    remove: theirs.map(({ needs: { key, version } }) => ({ key, version })),
  };
}
