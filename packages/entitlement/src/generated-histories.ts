import { plusDays } from "@alliance/core";
import type { Coverage, CoverageScheme, Grant } from "./grant.ts";

/** Days are counted from here, so that the naive model needs no dates at all. */
const dayZero = "2023-09-01";
export const daysOfHistory = 2_200;
/** Spells and terms may run on behind the last day that is asked about. */
const lastDay = daysOfHistory + 800;
const dates = Array.from({ length: lastDay }, (_, day) => plusDays(dayZero, day));
export const dateOf = (day: number): string => dates[day] ?? plusDays(dayZero, day);

export interface GeneratedTerm {
  readonly membershipId: string;
  readonly holder: string;
  readonly from: number;
  readonly until: number;
  readonly graceDays: number;
  readonly isPaid: boolean;
  readonly covers: Grant["covers"];
  readonly discountPercent: number | undefined;
}

export interface GeneratedSpell {
  readonly scheme: CoverageScheme;
  /** The trust or authority that is asked for by this number. */
  readonly value: string;
  readonly from: number;
  readonly until: number | undefined;
}

/** One school, two trusts and an authority over six years: terms, renewals, grace, spells, and gaps between them. */
export interface GeneratedHistory {
  readonly terms: readonly GeneratedTerm[];
  readonly spells: readonly GeneratedSpell[];
}

export const school = "org_school";
const holders = [school, "org_trust-1", "org_trust-2", "org_authority"] as const;
export const coverers = { "trust-1": "org_trust-1", "trust-2": "org_trust-2", authority: "org_authority" } as const;
const coversOf = (holder: string): Grant["covers"] =>
  holder === school ? "itself" : holder === "org_authority" ? "its-authority-schools" : "its-schools";

/** Numbers in a fixed order for a seed (mulberry32), from 0 up to and without `below`. */
export function numbersOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function generateHistory(below: (limit: number) => number): GeneratedHistory {
  const terms = holders.flatMap((holder) => termsOf(holder, below));
  const spells = Array.from({ length: below(4) }, (): GeneratedSpell => {
    const value = Object.keys(coverers)[below(3)] as keyof typeof coverers;
    const from = below(daysOfHistory - 100);
    const scheme = value === "authority" ? "la-code" : "trust-uid";
    return { scheme, value, from, until: below(3) === 0 ? undefined : from + below(700) };
  });
  return { terms, spells: spells.filter((spell, at) => at === spells.findIndex((other) => isSameKey(spell, other))) };
}

/** Two spells with the same beginning would be one item. */
const isSameKey = (a: GeneratedSpell, b: GeneratedSpell): boolean => a.value === b.value && a.from === b.from;

function termsOf(holder: string, below: (limit: number) => number): GeneratedTerm[] {
  const made: GeneratedTerm[] = [];
  const count = below(4) + (holder === school ? 0 : 1);
  const discounts = [undefined, 0, 30, 100];
  let day = below(700);
  for (let at = 0; at < count; at++) {
    const until = day + 30 + below(400);
    made.push({
      ...{ membershipId: `mem_${holder}_${at}`, holder, from: day, until },
      graceDays: below(3) * 30,
      isPaid: below(5) > 0,
      // A trust may also hold a membership that is for itself alone.
      covers: below(6) === 0 ? "itself" : coversOf(holder),
      discountPercent: discounts[below(4)],
    });
    // The next year at once, in the grace of the last, after a gap, or overlapping it.
    day = until + ([1, 1, 1 + below(60), 1 + below(300), -below(20)][below(5)] ?? 1);
  }
  return made;
}

export const grantOfTerm = (term: GeneratedTerm): Grant => ({
  membershipId: term.membershipId,
  organisationId: term.holder,
  organisationName: term.holder,
  membershipTypeId: "any",
  membershipTypeName: "Membership",
  from: dateOf(term.from),
  until: dateOf(term.until),
  graceUntil: dateOf(term.until + term.graceDays),
  status: term.isPaid ? "active" : "pending",
  covers: term.covers,
  benefits:
    term.discountPercent === undefined
      ? []
      : [{ benefitId: "training", name: "Training", discountPercent: term.discountPercent }],
});

export const coverageOfSpell = (spell: GeneratedSpell): Coverage => ({
  organisationId: school,
  organisationName: school,
  by: { scheme: spell.scheme, value: spell.value },
  from: dateOf(spell.from),
  ...(spell.until === undefined ? {} : { until: dateOf(spell.until) }),
});

/**
 * What the school gets on each day, −1 for nothing: every day of every term and every spell is walked, one by one.
 * Shares no rule with the package but the sentence "the best of what is in force".
 */
export function discountByDay({ terms, spells }: GeneratedHistory): Int8Array {
  const walk = (holder: string, isReaching: (term: GeneratedTerm) => boolean): Int8Array => {
    const days = new Int8Array(lastDay).fill(-1);
    for (const term of terms) {
      if (term.holder !== holder || !term.isPaid || term.discountPercent === undefined || !isReaching(term)) continue;
      for (let day = term.from; day <= term.until + term.graceDays && day < days.length; day++) {
        days[day] = Math.max(days[day] ?? -1, term.discountPercent);
      }
    }
    return days;
  };
  const best = walk(school, () => true);
  for (const { scheme, value, from, until } of spells) {
    const wanted = scheme === "la-code" ? "its-authority-schools" : "its-schools";
    const coverer = walk(coverers[value as keyof typeof coverers], ({ covers }) => covers === wanted);
    for (let day = from; day <= (until ?? best.length - 1) && day < best.length; day++) {
      best[day] = Math.max(best[day] ?? -1, coverer[day] ?? -1);
    }
  }
  return best;
}
