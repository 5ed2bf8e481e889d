import { type Instant, londonInstantOf, Problem } from "@alliance/core";
import type { Session } from "../schema/session.ts";

type Local = Pick<Session, "startsAtLocal" | "endsAtLocal" | "bookingClosesAtLocal">;

/** The instants of times that staff typed; the schema has seen that London's clocks show them. */
export const timesOf = (local: Local): Pick<Session, "startsAt" | "endsAt" | "bookingClosesAt"> => ({
  startsAt: instantOf(local.startsAtLocal),
  endsAt: instantOf(local.endsAtLocal),
  bookingClosesAt: instantOf(local.bookingClosesAtLocal),
});

function instantOf(local: string): Instant {
  const instant = londonInstantOf(local);
  if (instant === undefined) throw new Problem("invalid-input", `There is no ${local} in London.`);
  return instant;
}
