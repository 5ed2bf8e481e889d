import * as z from "zod";
import type { Instant } from "./clock.ts";

/** A day in Europe/London, "2026-09-01": what a term, an invoice or a reminder is dated by. */
export const LondonDate = z.iso.date();
export type LondonDate = string;

// Made when first needed: the zone's tables would be a quarter of a function's cold start.
let inLondon: Intl.DateTimeFormat | undefined;
const londonFormat = (): Intl.DateTimeFormat => {
  inLondon ??= new Intl.DateTimeFormat("en-CA", {
    timeZone: "Europe/London",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return inLondon;
};

/** The day it is in London at that instant; in summer the first hour of a day is still "yesterday" in UTC. */
export const londonDateOf = (instant: Instant): LondonDate => londonFormat().format(new Date(instant));

export function plusDays(date: LondonDate, days: number): LondonDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

const months = "January,February,March,April,May,June,July,August,September,October,November,December".split(",");

/** "2026-09-01" or "2026-09" → "September" */
export const monthInWords = (date: LondonDate): string => months[Number(date.slice(5, 7)) - 1] ?? "";
/** "2026-09-01" → "1 September" */
export const dayInWords = (date: LondonDate): string => `${Number(date.slice(8))} ${monthInWords(date)}`;
/** "2026-09-01" → "1 September 2026" */
export const dateInWords = (date: LondonDate): string => `${dayInWords(date)} ${date.slice(0, 4)}`;

export interface AcademicYear {
  /** "2026-27" */
  readonly name: string;
  /** 1 September to 31 August, both included. */
  readonly startsOn: LondonDate;
  readonly endsOn: LondonDate;
}

/** The name of an academic year as somebody may ask for it: "2026-27", never "2026-28". */
export const AcademicYearName = z
  .string()
  .regex(/^20\d\d-\d\d$/)
  .refine((name) => Number(name.slice(5)) === (Number(name.slice(2, 4)) + 1) % 100);

/** The academic year (1 Sep–31 Aug) that a day falls in. */
export function academicYearOf(date: LondonDate): AcademicYear {
  const year = Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) >= 9 ? 0 : 1);
  return {
    name: `${year}-${String((year + 1) % 100).padStart(2, "0")}`,
    startsOn: `${year}-09-01`,
    endsOn: `${year + 1}-08-31`,
  };
}
