import { type LondonDate, plusDays } from "./london.ts";

/**
 * England has no national term dates: each authority and each academy sets its own. These are the weeks in which most
 * schools are closed, so a letter may wait a day too long and never lies unread for weeks.
 */
export interface SchoolYearCalendar {
  readonly academicYear: string;
  /** Grows when the dates of a year are corrected. */
  readonly version: number;
  /** "published": term dates of schools and authorities agree on it. "pattern": the usual weeks, until they are out. */
  readonly basis: "published" | "pattern";
  readonly source: string;
  /** First and last day without school, weekends beside them not included. */
  readonly closed: readonly (readonly [LondonDate, LondonDate])[];
}

const agreed = "Term dates on the sites of eight schools and authorities in England, read on 21 November 2026";
const usual =
  "The weeks of the years before, laid around the bank holidays of England and Wales (gov.uk/bank-holidays)";

export const schoolCalendar: readonly SchoolYearCalendar[] = [
  {
    ...{ academicYear: "2025-26", version: 1, basis: "published", source: agreed },
    closed: [
      ["2025-10-27", "2025-10-31"],
      ["2025-12-22", "2026-01-02"],
      ["2026-02-16", "2026-02-20"],
      ["2026-03-30", "2026-04-10"],
      ["2026-05-04", "2026-05-04"],
      ["2026-05-25", "2026-05-29"],
      ["2026-07-21", "2026-09-02"],
    ],
  },
  {
    ...{ academicYear: "2026-27", version: 1, basis: "published", source: agreed },
    closed: [
      ["2026-10-26", "2026-10-30"],
      ["2026-12-21", "2027-01-01"],
      ["2027-02-15", "2027-02-19"],
      ["2027-03-26", "2027-04-09"],
      ["2027-05-03", "2027-05-03"],
      ["2027-05-31", "2027-06-04"],
      ["2027-07-21", "2027-09-02"],
    ],
  },
  {
    ...{ academicYear: "2027-28", version: 1, basis: "pattern", source: usual },
    closed: [
      ["2027-10-25", "2027-10-29"],
      ["2027-12-20", "2028-01-03"],
      ["2028-02-21", "2028-02-25"],
      ["2028-04-10", "2028-04-21"],
      ["2028-05-01", "2028-05-01"],
      ["2028-05-29", "2028-06-02"],
      ["2028-07-21", "2028-09-04"],
    ],
  },
];

/** A year that nobody has written down yet: Christmas and summer are the same weeks every year. */
const closedInAnyYear = (date: LondonDate): boolean => {
  const monthAndDay = date.slice(5);
  return monthAndDay >= "12-21" || monthAndDay <= "01-02" || (monthAndDay >= "07-21" && monthAndDay <= "09-02");
};

export const isWeekend = (date: LondonDate): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

const firstKnown = "2025-09-03";
const lastKnown = schoolCalendar.at(-1)?.closed.at(-1)?.[1] ?? firstKnown;

/** Are most schools of England open on that day? */
export function isSchoolDay(date: LondonDate, calendar: readonly SchoolYearCalendar[] = schoolCalendar): boolean {
  if (isWeekend(date)) return false;
  if (date < firstKnown || date > lastKnown) return !closedInAnyYear(date);
  return !calendar.some(({ closed }) => closed.some(([from, until]) => from <= date && date <= until));
}

/** The day itself, or the last school day before it. */
export function schoolDayOnOrBefore(date: LondonDate): LondonDate {
  let day = date;
  while (!isSchoolDay(day)) day = plusDays(day, -1);
  return day;
}

/** The day itself, or the first school day after it. */
export function schoolDayOnOrAfter(date: LondonDate): LondonDate {
  let day = date;
  while (!isSchoolDay(day)) day = plusDays(day, 1);
  return day;
}
