import * as z from "zod";
import type { Instant } from "./clock.ts";
import { dateInWords, type LondonDate } from "./london.ts";

/** A time as the clock on a wall in London shows it, "2027-03-28T13:00": what staff type and people read. */
export type LondonDateTime = string;

let onTheWall: Intl.DateTimeFormat | undefined;
const wallFormat = (): Intl.DateTimeFormat => {
  onTheWall ??= new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/London",
    dateStyle: "short",
    timeStyle: "short",
  });
  return onTheWall;
};

/** "2027-03-28T12:00:00.000Z" → "2027-03-28T13:00" */
export const londonDateTimeOf = (instant: Instant): LondonDateTime =>
  wallFormat().format(new Date(instant)).replace(" ", "T");

/**
 * The instant at which clocks in London show it. In the hour that comes twice in October the first one; undefined
 * in the hour that March leaves out, and for a day that no calendar has.
 */
export function londonInstantOf(local: LondonDateTime): Instant | undefined {
  if (!instants.has(local)) {
    if (instants.size === mostRemembered) instants.clear();
    instants.set(local, askedOfTheZone(local));
  }
  return instants.get(local);
}

// A list of a hundred sessions asks three times for each, and the zone's rules answer slowly.
const instants = new Map<LondonDateTime, Instant | undefined>();
const mostRemembered = 2_000;

function askedOfTheZone(local: LondonDateTime): Instant | undefined {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const [summer, winter] = [60, 0].map((minutesAhead) => new Date(asUtc - minutesAhead * 60_000).toISOString());
  return [summer, winter].find((instant) => instant !== undefined && londonDateTimeOf(instant) === local);
}

export const LondonDateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "must be a day and a time, such as 2027-03-28T13:00")
  .refine((local) => londonInstantOf(local) !== undefined, "There is no such time in London");

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** "Wednesday 20 January 2027" */
const dayWithName = (date: LondonDate): string =>
  `${weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]} ${dateInWords(date)}`;

interface LocalTimes {
  readonly startsAtLocal: LondonDateTime;
  readonly endsAtLocal: LondonDateTime;
}

/** "Wednesday 20 January 2027, 15:45 to 17:00", or from a day to a day; as clocks in London show it. */
export function whenInWords({ startsAtLocal: from, endsAtLocal: to }: LocalTimes): string {
  const [day, lastDay] = [from.slice(0, 10), to.slice(0, 10)];
  if (day === lastDay) return `${dayWithName(day)}, ${from.slice(11)} to ${to.slice(11)}`;
  return `${dayWithName(day)}, ${from.slice(11)}, to ${dayWithName(lastDay)}, ${to.slice(11)}`;
}
