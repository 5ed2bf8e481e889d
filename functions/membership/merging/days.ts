import { type LondonDate, plusDays } from "@alliance/core";

/** From a day to a day, both included. */
export interface Days {
  readonly from: LondonDate;
  readonly until: LondonDate;
}

const dayMilliseconds = 86_400_000;

const earlier = (a: LondonDate, b: LondonDate): LondonDate => (a < b ? a : b);
const later = (a: LondonDate, b: LondonDate): LondonDate => (a > b ? a : b);

/** How many days; 0 where the end comes before the beginning. */
export const countDays = ({ from, until }: Days): number =>
  Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / dayMilliseconds) + 1);

/** The days that are in at least one of them, in order, each once. */
export function union(all: readonly Days[]): Days[] {
  const joined: Days[] = [];
  for (const days of all.filter((each) => each.from <= each.until).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (last && days.from <= plusDays(last.until, 1)) {
      joined[joined.length - 1] = { from: last.from, until: later(days.until, last.until) };
    } else joined.push(days);
  }
  return joined;
}

/** The days of `days` that are in one of `others` too. */
export const common = (days: Days, others: readonly Days[]): Days[] =>
  union(others).flatMap((other) => {
    const from = later(days.from, other.from);
    const until = earlier(days.until, other.until);
    return from <= until ? [{ from, until }] : [];
  });

/** What days out of a term are worth of its price: pence, half a penny up, never more than the price. */
export const shareOf = (netPence: number, days: number, termDays: number): number =>
  Math.min(netPence, Math.floor((2 * netPence * days + termDays) / (2 * termDays)));
