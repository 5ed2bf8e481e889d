import { authorise } from "@alliance/auth";
import { actorId, type LondonDate, Problem, plusDays } from "@alliance/core";
import { type Ctx, commit } from "@alliance/store";
import { seriesPut } from "../keys/series.ts";
import { sessionPuts } from "../keys/session.ts";
import type { Series } from "../schema/series.ts";
import { type Session, SessionContent } from "../schema/session.ts";
import { contentOf } from "../sessions/content-of.ts";
import { newSession } from "../sessions/new-session.ts";
import { currentSession } from "./read-desk.ts";

/** How many further dates one press of the button makes at most. */
export const mostDates = 20;

export interface Repetition {
  /** The days in London on which copies begin, at the same time of day. */
  readonly days: readonly LondonDate[];
  /** The dates and the original become a series that can be booked as a whole. */
  readonly asSeries: boolean;
}

/** Copies of a session as drafts on other days, all of them or none; clocks that change in between change nothing. */
export async function repeatSession(ctx: Ctx, sessionId: string, repetition: Repetition): Promise<readonly Session[]> {
  authorise(ctx.actor, "training.manage");
  const { data: original, version } = await currentSession(ctx, sessionId);
  const days = [...new Set(repetition.days)].sort();
  refuseDays(original, days, repetition.asSeries);
  const series = repetition.asSeries ? ctx.ids.next("srs") : undefined;
  const copies = days.map((day) => newSession(ctx, onDay(original, day), series));
  const all = [original, ...copies].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  await commit(ctx, {
    put: [
      ...copies.flatMap((copy) => sessionPuts(copy, 1)),
      ...(series ? [seriesPut(seriesOf(ctx, series, all), 1)] : []),
      ...(series ? sessionPuts({ ...original, seriesId: series }, version + 1) : []),
    ],
  });
  return copies;
}

const seriesOf = (ctx: Ctx, seriesId: string, sessions: readonly Session[]): Series => ({
  seriesId,
  title: sessions[0]?.title ?? "",
  sessionIds: sessions.map(({ sessionId }) => sessionId),
  createdBy: actorId(ctx.actor),
  createdAt: ctx.clock.now(),
});

function refuseDays(original: Session, days: readonly LondonDate[], asSeries: boolean): void {
  const refuse = (message: string) => {
    throw new Problem("invalid-input", message, [{ field: "days", message }]);
  };
  if (days.length === 0) refuse("Enter at least one day");
  if (days.length > mostDates) refuse(`Enter at most ${mostDates} days`);
  if (!asSeries) return;
  if (original.seriesId) refuse("This session is a date of a series already");
  if (days.includes(original.startsAtLocal.slice(0, 10))) refuse("The session itself is on one of these days");
}

/** What the copy says: the same but for its days. Parsed again, since a day may lack an hour that the other had. */
function onDay(original: Session, day: LondonDate): SessionContent {
  const days = Math.round(
    (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${original.startsAtLocal.slice(0, 10)}T00:00:00Z`)) / 86_400_000,
  );
  const moved = (local: string): string => `${plusDays(local.slice(0, 10), days)}${local.slice(10)}`;
  const parsed = SessionContent.safeParse({
    ...contentOf(original),
    startsAtLocal: moved(original.startsAtLocal),
    endsAtLocal: moved(original.endsAtLocal),
    bookingClosesAtLocal: moved(original.bookingClosesAtLocal),
  });
  if (parsed.success) return parsed.data;
  const message = `On ${day} clocks change at the time of this session`;
  throw new Problem("invalid-input", message, [{ field: "days", message }]);
}
