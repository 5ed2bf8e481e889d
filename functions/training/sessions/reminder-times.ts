import { createHash } from "node:crypto";
import { type Instant, isWeekend, londonInstantOf, plusDays, plusMinutes, schoolDayOnOrAfter } from "@alliance/core";
import { reminding } from "../bookings/house.ts";
import type { Listing, Session } from "../schema/session.ts";

export type ReminderKind = "week" | "day-before" | "joining";

type Timed = Pick<Listing, "startsAtLocal" | "startsAt" | "endsAt" | "pools">;

export interface Reminding {
  /** When it is sent, by clocks in London. */
  readonly from: Instant;
  /** After that it is not worth sending any more. */
  readonly until: Instant;
}

const at = (day: string, time: string): Instant => {
  const instant = londonInstantOf(`${day}T${time}`);
  if (instant === undefined) throw new Error(`clocks in London never show ${time} on ${day}`);
  return instant;
};

function workingDayBefore(day: string): string {
  let before = plusDays(day, -1);
  while (isWeekend(before)) before = plusDays(before, -1);
  return before;
}

/** When a session's reminders are due. Who joins online hears once more on the day, an hour before at the latest. */
export function reminderTimes({ startsAtLocal, startsAt, endsAt, pools }: Timed): Map<ReminderKind, Reminding> {
  const day = startsAtLocal.slice(0, 10);
  const week = at(plusDays(day, -reminding.daysBefore), reminding.at);
  const dayBefore = at(workingDayBefore(day), reminding.at);
  const morning = at(day, reminding.onTheDayAt);
  const hourBefore = plusMinutes(startsAt, -60);
  const [earlier = morning] = [morning, hourBefore].sort();
  const joining = { from: earlier, until: endsAt };
  return new Map<ReminderKind, Reminding>([
    ["week", { from: week, until: dayBefore }],
    ["day-before", { from: dayBefore, until: startsAt }],
    ...(pools.some(({ poolId }) => poolId === "online") ? [["joining", joining] as const] : []),
  ]);
}

/** When whoever runs a session is asked to close its register: in the morning of the next school day. */
export const registerReminderAt = ({ endsAtLocal }: Pick<Session, "endsAtLocal">): Instant =>
  at(schoolDayOnOrAfter(plusDays(endsAtLocal.slice(0, 10), 1)), reminding.at);

/** One reminder of a session at one time: another time is another one, and so is another link. */
export function reminderId(kind: ReminderKind, { startsAtLocal, online }: Pick<Session, "startsAtLocal" | "online">) {
  const link =
    kind === "joining"
      ? `-${createHash("sha256")
          .update(online?.link ?? "")
          .digest("hex")
          .slice(0, 12)}`
      : "";
  return `${kind}-${startsAtLocal}${link}`;
}
