import { numberOf, numbersOf } from "./cron-field.ts";
import { instantOf, wallTimeAt } from "./time-zone.ts";

/** The next instant after one, in epoch milliseconds; undefined when there is none. */
export type NextAfter = (after: number) => number | undefined;

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const DAY_MS = 86_400_000;
/** A leap day on a given weekday comes back within 28 years, or 40 around a century without one. */
const LOOK_AHEAD_DAYS = 41 * 366;

/** A day of the calendar as day-of-month and day-of-week fields look at it. */
interface CalendarDay {
  readonly day: number;
  /** 1 is Sunday. */
  readonly weekday: number;
  readonly lastDay: number;
}

/** Six fields as AWS writes them: minutes hours day-of-month month day-of-week year. Throws for a malformed one. */
export function compileCron(fields: string, zone: string): NextAfter {
  const parts = fields.trim().split(/\s+/);
  const [minutes = "", hours = "", dayOfMonth = "", months = "", dayOfWeek = "", years = ""] = parts;
  if (parts.length !== 6) throw new Error(`cron(${fields}) must have six fields.`);
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    throw new Error(`cron(${fields}) must have a ? as either its day of month or its day of week.`);
  }
  const minuteList = [...numbersOf(minutes, 0, 59)].sort((a, b) => a - b);
  const hourList = [...numbersOf(hours, 0, 23)].sort((a, b) => a - b);
  const monthSet = numbersOf(months, 1, 12, MONTHS);
  const yearSet = numbersOf(years, 1970, 2199);
  const isDay = dayOfMonth === "?" ? weekdayTest(dayOfWeek) : dayOfMonthTest(dayOfMonth);

  return (after) => {
    const start = wallTimeAt(zone, after);
    const firstDay = Date.UTC(start.year, start.month - 1, start.day);
    for (let ahead = 0; ahead < LOOK_AHEAD_DAYS; ahead += 1) {
      const date = new Date(firstDay + ahead * DAY_MS);
      const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      if (!monthSet.has(month) || !yearSet.has(year)) continue;
      const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
      if (!isDay({ day, weekday: date.getUTCDay() + 1, lastDay })) continue;
      for (const hour of hourList) {
        for (const minute of minuteList) {
          const instant = instantOf(zone, { year, month, day, hour, minute, second: 0 });
          if (instant !== undefined && instant > after) return instant;
        }
      }
    }
    return undefined;
  };
}

function dayOfMonthTest(field: string): (day: CalendarDay) => boolean {
  if (field === "L") return ({ day, lastDay }) => day === lastDay;
  const nearest = /^(\d+)W$/.exec(field);
  if (nearest === null) {
    const days = numbersOf(field, 1, 31);
    return ({ day }) => days.has(day);
  }
  const wanted = Number(nearest[1]);
  if (wanted < 1 || wanted > 31) throw new Error(`"${field}" is out of range.`);
  return (candidate) => candidate.day === nearestWeekday(wanted, candidate);
}

/** The working day nearest to a day of the candidate's month, without leaving the month. */
function nearestWeekday(wanted: number, { day, weekday, lastDay }: CalendarDay): number | undefined {
  if (wanted > lastDay) return undefined;
  const weekdayOfWanted = ((((weekday - 1 + (wanted - day)) % 7) + 7) % 7) + 1;
  if (weekdayOfWanted === 7) return wanted === 1 ? 3 : wanted - 1;
  if (weekdayOfWanted === 1) return wanted === lastDay ? wanted - 2 : wanted + 1;
  return wanted;
}

function weekdayTest(field: string): (day: CalendarDay) => boolean {
  const last = /^(\w+)L$/.exec(field);
  if (last !== null) {
    const wanted = weekdayNumber(last[1] ?? "", field);
    return ({ day, weekday, lastDay }) => weekday === wanted && day + 7 > lastDay;
  }
  const nth = /^(\w+)#([1-5])$/.exec(field);
  if (nth !== null) {
    const wanted = weekdayNumber(nth[1] ?? "", field);
    return ({ day, weekday }) => weekday === wanted && Math.ceil(day / 7) === Number(nth[2]);
  }
  if (field === "L") return ({ weekday }) => weekday === 7;
  const weekdays = numbersOf(field, 1, 7, WEEKDAYS);
  return ({ weekday }) => weekdays.has(weekday);
}

function weekdayNumber(text: string, field: string): number {
  const wanted = numberOf(text, 1, WEEKDAYS, field);
  if (wanted < 1 || wanted > 7) throw new Error(`"${field}" is out of range.`);
  return wanted;
}
