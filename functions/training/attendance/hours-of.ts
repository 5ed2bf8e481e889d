import type { Session } from "../schema/session.ts";

const minutesOf = (local: string): number => Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
const dayOf = (local: string): number => Date.parse(`${local.slice(0, 10)}T00:00:00Z`) / 86_400_000;

/** What a session counts for, in quarters: on each of its days from the hour it begins to the hour it ends. */
export function hoursOf({
  startsAtLocal: from,
  endsAtLocal: to,
}: Pick<Session, "startsAtLocal" | "endsAtLocal">): number {
  const nights = dayOf(to) - dayOf(from);
  const aDay = minutesOf(to) - minutesOf(from);
  // One that goes on past midnight is one sitting.
  const minutes = aDay > 0 ? aDay * (nights + 1) : aDay + nights * 1_440;
  return Math.max(1, Math.round(minutes / 15)) / 4;
}
