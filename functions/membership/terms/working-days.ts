import { isWeekend, londonDateOf, plusHours } from "@alliance/core";

/** The same time of day so many working days later, Monday to Friday in London. Bank holidays count as working days. */
export function plusWorkingDays(instant: string, days: number): string {
  let at = instant;
  for (let left = days; left > 0; ) {
    at = plusHours(at, 24);
    if (!isWeekend(londonDateOf(at))) left--;
  }
  return at;
}
