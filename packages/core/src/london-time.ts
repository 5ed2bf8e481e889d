import * as z from "zod";
import type { Instant } from "./clock.ts";

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
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const [summer, winter] = [60, 0].map((minutesAhead) => new Date(asUtc - minutesAhead * 60_000).toISOString());
  return [summer, winter].find((instant) => instant !== undefined && londonDateTimeOf(instant) === local);
}

export const LondonDateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "must be a day and a time, such as 2027-03-28T13:00")
  .refine((local) => londonInstantOf(local) !== undefined, "There is no such time in London");
