import { type LondonDate, plusDays, schoolDayOnOrAfter, schoolDayOnOrBefore } from "@alliance/core";
import { graceEndOf, type Term } from "../schema/term.ts";

/** Before the end: three letters, ever more urgent. After it: that grace runs, and that it is over. */
export const reminderSteps = ["90", "30", "7", "grace", "lapsed"] as const;
export type ReminderStep = (typeof reminderSteps)[number];

/** A step whose nights were missed is made up for so long; later it would only surprise. */
const daysToCatchUp = 21;

type Dated = Pick<Term, "startsOn" | "endsOn" | "graceDays">;

/** The day of each step; letters before the end move to a school day before, letters after it to one after. */
export function daysOfSteps(term: Dated): readonly { readonly step: ReminderStep; readonly day: LondonDate }[] {
  const before = ([90, 30, 7] as const).map((days) => ({
    step: String(days) as ReminderStep,
    day: schoolDayOnOrBefore(plusDays(term.endsOn, -days)),
  }));
  const graceEnd = graceEndOf(term);
  const inGrace = schoolDayOnOrAfter(plusDays(term.endsOn, 1));
  return [
    // A term that began after the day of a step was sold with its end in plain sight.
    ...before.filter(({ day }) => day > term.startsOn),
    ...(inGrace <= graceEnd ? [{ step: "grace" as const, day: inGrace }] : []),
    { step: "lapsed", day: schoolDayOnOrAfter(plusDays(graceEnd, 1)) },
  ];
}

/**
 * The one step that is due: the latest whose day has come, for as long as it can be caught up with. Steps before it
 * are not made up for, so nights that were missed never end in a burst of letters.
 */
export function dueStep(term: Dated, today: LondonDate): ReminderStep | undefined {
  const latest = daysOfSteps(term).findLast(({ day }) => day <= today);
  return latest && today <= plusDays(latest.day, daysToCatchUp) ? latest.step : undefined;
}

/** Terms that end in these months can have a step due: from the longest grace that is over to the first reminder. */
export function monthsToLookAt(today: LondonDate): readonly string[] {
  const last = plusDays(today, 90 + 60).slice(0, 7);
  const months: string[] = [];
  for (let day = plusDays(today, -(366 + 60)); day.slice(0, 7) <= last; day = plusDays(`${day.slice(0, 7)}-01`, 32)) {
    months.push(day.slice(0, 7));
  }
  return months;
}
