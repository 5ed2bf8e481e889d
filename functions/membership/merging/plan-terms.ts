import { academicYearOf, type LondonDate, plusDays } from "@alliance/core";
import type { Stored } from "@alliance/store";
import type { MergeCredit, OneOfTwo, Swap } from "../schema/merge.ts";
import type { Organisation } from "../schema/organisation.ts";
import type { Term } from "../schema/term.ts";
import { common, countDays, type Days, shareOf, union } from "./days.ts";

export interface TermsPlan {
  readonly swaps: readonly Swap[];
  readonly credits: readonly MergeCredit[];
  /** Terms that are the surviving organisation's from now on, as they were; and what goes on after its own. */
  readonly moved: readonly Term[];
  readonly continued: readonly Term[];
  /** Memberships of a year in which the surviving organisation has one too: from now on the two are one. */
  readonly madeOne: readonly OneOfTwo[];
  /** Terms whose year is taken by another and whose days cannot be placed. */
  readonly unplaceable: readonly Term[];
}

interface Question {
  readonly from: readonly Stored<Term>[];
  readonly into: readonly Stored<Term>[];
  readonly organisation: Organisation;
  readonly today: LondonDate;
  /** Days before it were used by two different organisations, so nothing of them was paid twice. */
  readonly paidTwiceFrom: LondonDate | undefined;
}

const daysOf = ({ startsOn, endsOn }: Term): Days => ({ from: startsOn, until: endsOn });

/** Year by year: what only one has goes on; where both have one the other's days are credited, and its rest goes on. */
export function planTerms({ from, into, organisation, today, paidTwiceFrom }: Question): TermsPlan {
  const own = into.filter(({ data }) => data.status === "active" && data.mergedInto === undefined);
  const taken = new Set(into.map(({ data }) => data.academicYear));
  const plan = { swaps: [], credits: [], moved: [], continued: [], madeOne: [], unplaceable: [] } as {
    -readonly [Part in keyof TermsPlan]: TermsPlan[Part][number][];
  };
  const { organisationId, name: organisationName } = organisation;
  const place = (term: Term): void => {
    taken.add(term.academicYear);
    plan.swaps.push({ after: { kind: "term", data: term }, version: 0 });
  };
  for (const { data: term, version } of from.filter(({ data }) => data.status === "active" && !data.mergedInto)) {
    const shared = common(
      daysOf(term),
      own.map(({ data }) => daysOf(data)),
    );
    if (shared.length === 0 && !taken.has(term.academicYear)) {
      const moved = { ...term, organisationId, organisationName };
      plan.swaps.push({ before: { kind: "term", data: term }, version });
      place(moved);
      plan.moved.push(moved);
      continue;
    }
    const credit = creditOf(term, shared, paidTwiceFrom);
    if (credit) plan.credits.push(credit);
    plan.swaps.push({
      ...{ before: { kind: "term", data: term }, version },
      after: { kind: "term", data: { ...term, mergedInto: organisationId } },
    });
    const began = academicYearOf(term.startsOn).name;
    if (own.some(({ data }) => academicYearOf(data.startsOn).name === began)) {
      plan.madeOne.push({ membershipId: term.membershipId, academicYear: began });
    }
    const rest = restOf(term, shared);
    if (rest === undefined || rest.until < today) continue;
    const academicYear = academicYearOf(rest.from).name;
    const netPence = term.netPence - (credit?.overlapNetPence ?? 0);
    const continued = { ...term, organisationId, organisationName, academicYear, startsOn: rest.from, netPence };
    if (taken.has(academicYear)) plan.unplaceable.push(term);
    else {
      place(continued);
      plan.continued.push(continued);
    }
  }
  return plan;
}

/** The days of a term behind the last one that the other has too. */
function restOf(term: Term, shared: readonly Days[]): Days | undefined {
  const last = union(shared).at(-1);
  const from = last ? plusDays(last.until, 1) : term.startsOn;
  return from <= term.endsOn ? { from, until: term.endsOn } : undefined;
}

function creditOf(term: Term, shared: readonly Days[], paidTwiceFrom: LondonDate | undefined): MergeCredit | undefined {
  const counted = shared.map(({ from, until }) => ({
    from: paidTwiceFrom !== undefined && from < paidTwiceFrom ? paidTwiceFrom : from,
    until,
  }));
  const overlapDays = counted.reduce((sum, days) => sum + countDays(days), 0);
  const termDays = countDays(daysOf(term));
  if (overlapDays === 0) return undefined;
  const { membershipId, applicationId, membershipTypeName, startsOn, endsOn, netPence } = term;
  return {
    ...{ membershipId, applicationId, membershipTypeName, startsOn, endsOn, netPence, termDays, overlapDays },
    overlapNetPence: shareOf(netPence, overlapDays, termDays),
  };
}
