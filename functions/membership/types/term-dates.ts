import { academicYearOf, type LondonDate, plusDays } from "@alliance/core";
import type { TypeContent } from "../schema/membership-type.ts";

export interface TermDates {
  readonly startsOn: LondonDate;
  readonly endsOn: LondonDate;
  /** The academic year in which it begins, "2026-27": the term's key. */
  readonly academicYear: string;
  /** Sold beyond 31 August because the year was nearly over. */
  readonly rollsOver: boolean;
}

/** First and last day of what somebody buys who joins on a day. */
export function termDatesOf(rule: TypeContent["term"], joinsOn: LondonDate): TermDates {
  const year = academicYearOf(joinsOn);
  const begins = { startsOn: joinsOn, academicYear: year.name };
  if (rule.kind === "rolling-year") return { ...begins, endsOn: aYearFrom(joinsOn), rollsOver: false };
  const { lateJoinersFrom } = rule;
  const isLate = lateJoinersFrom !== undefined && joinsOn >= `${year.endsOn.slice(0, 4)}-${lateJoinersFrom}`;
  return {
    ...begins,
    endsOn: isLate ? academicYearOf(plusDays(year.endsOn, 1)).endsOn : year.endsOn,
    rollsOver: isLate,
  };
}

/** The day before its anniversary; what begins on 29 February ends on the 28th. */
function aYearFrom(date: LondonDate): LondonDate {
  const anniversary = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return plusDays(anniversary.replace("-02-29", "-03-01"), -1);
}

/** Months of the academic year that are left on a day, the current one included: 12 in September, 1 in August. */
export const monthsLeft = (date: LondonDate): number => ((20 - Number(date.slice(5, 7))) % 12) + 1;
