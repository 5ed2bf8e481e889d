import {
  type Instant,
  isSchoolDay,
  londonDateOf,
  londonDateTimeOf,
  londonInstantOf,
  plusDays,
  plusSeconds,
} from "@alliance/core";

const opensAt = "08:00";
const closesAt = "17:00";

const instantOf = (date: string, time: string): Instant => {
  const instant = londonInstantOf(`${date}T${time}`);
  if (instant === undefined) throw new Error(`clocks in London never show ${time} on ${date}`);
  return instant;
};

const seconds = (from: Instant, to: Instant): number => Math.round((Date.parse(to) - Date.parse(from)) / 1000);

/**
 * So many hours later, of which only those count in which a school's office may read its letters: 8 to 5 in London on
 * days when most schools are open. Nights, weekends and holidays take nothing off the time to answer.
 */
export function offerUntil(from: Instant, hours: number): Instant {
  let left = hours * 3600;
  let day = londonDateOf(from);
  let at = londonDateTimeOf(from).slice(11) < opensAt ? instantOf(day, opensAt) : from;
  for (;;) {
    const closes = instantOf(day, closesAt);
    const open = isSchoolDay(day) ? Math.max(0, seconds(at, closes)) : 0;
    if (open >= left) return plusSeconds(at, left);
    left -= open;
    day = plusDays(day, 1);
    at = instantOf(day, opensAt);
  }
}
