import { type LondonDate, plusDays } from "@alliance/core";
import { graceEndOf, statusOn, type Term } from "../schema/term.ts";

const daysToRenewAhead = 90;

/** Whether an organisation can renew today, from which day it could, or what became of its renewal. */
export type Renewal =
  | { readonly state: "never-a-member" }
  | { readonly state: "too-early"; readonly of: Term; readonly from: LondonDate }
  | { readonly state: "open"; readonly of: Term; readonly startsOn: LondonDate }
  | { readonly state: "waiting"; readonly of: Term; readonly next: Term }
  | { readonly state: "renewed"; readonly of: Term; readonly next: Term };

/**
 * The next term joins on to the last one while that runs or is in grace, so that grace is time to renew and not time
 * for nothing; once the membership has lapsed it begins today.
 */
export function renewalOn(terms: readonly Term[], today: LondonDate): Renewal {
  const settled = terms.filter(({ status }) => status === "active").sort((a, b) => (a.endsOn < b.endsOn ? 1 : -1));
  const last = settled[0];
  if (last === undefined) return { state: "never-a-member" };
  if (last.startsOn > today && settled[1]) return { state: "renewed", of: settled[1], next: last };
  const next = terms.find((term) => term.startsOn > last.endsOn && statusOn(term, today) === "pending");
  if (next) return { state: "waiting", of: last, next };
  const from = plusDays(last.endsOn, -daysToRenewAhead);
  if (today < from) return { state: "too-early", of: last, from };
  const isOver = statusOn(last, today) === "lapsed";
  return { state: "open", of: last, startsOn: isOver ? today : plusDays(last.endsOn, 1) };
}

/** A renewal that was settled when the membership before it had lapsed begins on that day: nobody pays for a gap. */
export function startWhenSettled(renewal: Term, of: Term | undefined, today: LondonDate): LondonDate {
  const cameLate = of === undefined || today > graceEndOf(of);
  return cameLate && today > renewal.startsOn && today <= renewal.endsOn ? today : renewal.startsOn;
}
