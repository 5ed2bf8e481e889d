import type { Ctx } from "@alliance/store";
import { seriesKey } from "../keys/series.ts";
import { listingKey } from "../keys/session.ts";
import { Series } from "../schema/series.ts";
import { Listing, type Session } from "../schema/session.ts";

export interface SeriesDates {
  readonly series: Series;
  /** Whatever their status, in the order of their dates. */
  readonly dates: readonly Listing[];
}

/** The series that a session is a date of: two requests to the table, however many dates. */
export async function seriesOf(ctx: Ctx, { seriesId }: Pick<Session, "seriesId">): Promise<SeriesDates | undefined> {
  if (seriesId === undefined) return undefined;
  const stored = await ctx.table.get(seriesKey(seriesId), Series);
  if (stored === undefined) return undefined;
  const found = await ctx.table.getMany(stored.data.sessionIds.map(listingKey), Listing);
  const dates = found.flatMap((listing) => (listing ? [listing.data] : []));
  return { series: stored.data, dates: dates.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)) };
}
