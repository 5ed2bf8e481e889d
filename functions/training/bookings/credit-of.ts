import type { LondonDate, Pence } from "@alliance/core";
import type { Session } from "../schema/session.ts";

/** Calendar days from one day to another. */
const daysBetween = (from: LondonDate, to: LondonDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** What of the price is given back to who cancels on a day: by the days on a calendar in London, never by hours. */
export function creditPercentOn(
  session: Pick<Session, "cancellationLadder" | "startsAtLocal">,
  on: LondonDate,
): number {
  const daysBefore = daysBetween(on, session.startsAtLocal.slice(0, 10));
  return session.cancellationLadder.find((step) => daysBefore >= step.daysBefore)?.creditPercent ?? 0;
}

/** Half a penny up: to whoever is credited. */
export const creditPence = (netPence: Pence, percent: number): Pence => Math.floor((netPence * percent + 50) / 100);
