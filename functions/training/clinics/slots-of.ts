import {
  type Instant,
  isSchoolDay,
  londonDateOf,
  londonDateTimeOf,
  londonInstantOf,
  plusDays,
  plusHours,
  plusMinutes,
} from "@alliance/core";
import { type Clinic, stepMinutes } from "../schema/clinic.ts";

/** A time that can be asked for. */
export interface Slot {
  readonly startsAtLocal: string;
  readonly endsAtLocal: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** The end and the buffer after it. */
  readonly freeAgainAt: Instant;
}

type Hours = Pick<
  Clinic,
  "weekly" | "days" | "closedDays" | "inSchoolHolidays" | "slotMinutes" | "bufferMinutes" | "noticeHours" | "daysAhead"
>;

interface Opening {
  readonly from: string;
  readonly to: string;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** When the expert is there on a day: by their week, unless it is a holiday or they are away, and on single days. */
function openingsOn(clinic: Hours, date: string): readonly Opening[] {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const isAway = clinic.closedDays.includes(date) || !(clinic.inSchoolHolidays || isSchoolDay(date));
  const weekly = isAway ? [] : clinic.weekly.filter((each) => each.weekday === weekday);
  return [...weekly, ...clinic.days.filter((each) => each.date === date)];
}

/** Undefined in the hour that clocks leave out in March. */
function slotAt(local: string, { slotMinutes, bufferMinutes }: Hours): Slot | undefined {
  const startsAt = londonInstantOf(local);
  if (startsAt === undefined) return undefined;
  const endsAt = plusMinutes(startsAt, slotMinutes);
  return {
    ...{ startsAtLocal: local, endsAtLocal: londonDateTimeOf(endsAt), startsAt, endsAt },
    freeAgainAt: plusMinutes(endsAt, bufferMinutes),
  };
}

function slotsIn(clinic: Hours, date: string, { from, to }: Opening): Slot[] {
  const found: Slot[] = [];
  const { slotMinutes, bufferMinutes } = clinic;
  for (let at = minutesOf(from); at + slotMinutes <= minutesOf(to); at += slotMinutes + bufferMinutes) {
    const slot = slotAt(`${date}T${timeOf(at)}`, clinic);
    if (slot) found.push(slot);
  }
  return found;
}

/** Two openings of a day may overlap; of slots that do the earlier one stays. */
function withoutOverlaps(slots: readonly Slot[]): Slot[] {
  const kept: Slot[] = [];
  for (const slot of [...slots].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) {
    if (slot.startsAt >= (kept.at(-1)?.freeAgainAt ?? "")) kept.push(slot);
  }
  return kept;
}

/** What a clinic offers from now on, taken or not, the next one first. */
export function slotsOf(clinic: Hours, now: Instant): readonly Slot[] {
  const earliest = plusHours(now, clinic.noticeHours);
  const today = londonDateOf(now);
  const slots = Array.from({ length: clinic.daysAhead + 1 }, (_, days) => plusDays(today, days)).flatMap((date) =>
    withoutOverlaps(openingsOn(clinic, date).flatMap((opening) => slotsIn(clinic, date, opening))),
  );
  return slots.filter(({ startsAt }) => startsAt >= earliest);
}

/** The steps of an expert's time that a slot claims: its own and those of the buffer after it. */
export function stepsOf({ startsAt, freeAgainAt }: Pick<Slot, "startsAt" | "freeAgainAt">): readonly Instant[] {
  const steps: Instant[] = [];
  for (let at = startsAt; at < freeAgainAt; at = plusMinutes(at, stepMinutes)) steps.push(at);
  return steps;
}

/** Whether two of one expert's times meet, buffers included. */
export const overlaps = (a: Pick<Slot, "startsAt" | "freeAgainAt">, b: typeof a): boolean =>
  a.startsAt < b.freeAgainAt && b.startsAt < a.freeAgainAt;
