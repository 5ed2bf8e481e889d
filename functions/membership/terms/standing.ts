import type { LondonDate } from "@alliance/core";
import { statusOn, type Term, type TermStatus } from "../schema/term.ts";

/** How an organisation's own membership stands on a day, whatever its trust has. */
export interface TermStanding {
  readonly status: TermStatus | "none";
  /** The term that says so. */
  readonly term: Term | undefined;
}

const order: readonly TermStatus[] = ["active", "in-grace", "upcoming", "pending", "lapsed"];

/** The best there is on a day; of several that are alike, the latest. */
export function standingOn(terms: readonly Term[], today: LondonDate): TermStanding {
  const dated = terms.map((term) => ({ term, status: statusOn(term, today) }));
  const [best] = dated.sort(
    (a, b) => order.indexOf(a.status) - order.indexOf(b.status) || (a.term.endsOn < b.term.endsOn ? 1 : -1),
  );
  return best ?? { status: "none", term: undefined };
}
