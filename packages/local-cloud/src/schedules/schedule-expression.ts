import { compileCron, type NextAfter } from "./cron.ts";
import { instantOf, wallTimeAt } from "./time-zone.ts";

const UNITS_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads rate(…), cron(…) or at(…). A rate counts from `anchor` (epoch milliseconds). Throws an Error that says what is
 * wrong with the expression or the zone.
 */
export function compileSchedule(expression: string, zone: string, anchor: number): NextAfter {
  wallTimeAt(zone, 0);
  const [, kind, inside = ""] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === "cron") return compileCron(inside, zone);
  if (kind === "rate") return compileRate(inside, anchor);
  if (kind === "at") return compileAt(inside, zone);
  throw new Error(`${expression} is not rate(…), cron(…) or at(…).`);
}

function compileRate(inside: string, anchor: number): NextAfter {
  const [, text, unit = "", plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  const count = Number(text);
  if (text === undefined || count < 1 || (count === 1) === (plural === "s")) {
    throw new Error(`rate(${inside}) is not a rate: a number, then minute(s), hour(s) or day(s).`);
  }
  const period = count * (UNITS_MS[unit] ?? 0);
  return (after) => anchor + (Math.floor(Math.max(after - anchor, 0) / period) + 1) * period;
}

function compileAt(inside: string, zone: string): NextAfter {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(inside)?.slice(1).map(Number);
  if (parts === undefined) throw new Error(`at(${inside}) is not a date and time.`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const instant = instantOf(zone, { year, month, day, hour, minute, second });
  if (instant === undefined) throw new Error(`at(${inside}) does not exist in ${zone}.`);
  return (after) => (instant > after ? instant : undefined);
}

const WINDOWS_MS = [3_600_000, 86_400_000, 32 * 86_400_000, 370 * 86_400_000];

/** The latest occurrence after one instant and not after another: what was missed counts once. */
export function latestBetween(next: NextAfter, after: number, until: number): number | undefined {
  for (const start of [...WINDOWS_MS.map((window) => until - window), after]) {
    let latest: number | undefined;
    let found = next(Math.max(start, after));
    while (found !== undefined && found <= until) {
      latest = found;
      found = next(found);
    }
    if (latest !== undefined || start <= after) return latest;
  }
  return undefined;
}
