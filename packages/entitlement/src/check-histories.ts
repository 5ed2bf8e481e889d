import type { Origin, Table } from "@alliance/store";
import { MemoryTable } from "@alliance/store/memory";
import { decide } from "./decide.ts";
import {
  coverageOfSpell,
  coverers,
  dateOf,
  daysOfHistory,
  discountByDay,
  type GeneratedHistory,
  generateHistory,
  grantOfTerm,
  numbersOf,
  school,
} from "./generated-histories.ts";
import type { Grant } from "./grant.ts";
import { coveredGrant, grantsOf } from "./grants-of.ts";
import { coveragePut, covererKey, grantPut } from "./items.ts";

export interface Checked {
  readonly histories: number;
  /** Dates on which a question was asked, and how many of them were answered yes. */
  readonly questions: number;
  readonly yes: number;
  /** Each with what would be needed to see it again. */
  readonly disagreements: readonly string[];
}

const origin: Origin = { actor: "test", correlationId: "test", now: "", nextEventId: () => "" };
const benefit = { benefitId: "training", name: "Training" };

/**
 * Asks generated histories, read back from a table, on random dates and on every edge, and compares each answer with a
 * model that walks day by day.
 */
export async function checkHistories(count: number, seed = 1): Promise<Checked> {
  const below = numbersOf(seed);
  const disagreements: string[] = [];
  let questions = 0;
  let yes = 0;
  for (let number = 0; number < count; number++) {
    const history = generateHistory(below);
    const expected = discountByDay(history);
    const table = await tableWith(history);
    const union = unionOf(history);
    const days = [below(daysOfHistory), ...edgesOf(history, below), below(daysOfHistory), below(daysOfHistory)];
    for (const [at, day] of days.entries()) {
      const on = dateOf(day);
      // Read back once a history: the rest of the dates ask the same rules without a table.
      const grants = at === 0 ? await grantsOf(table, [school], on) : union;
      const answer = decide({ grants, benefit, on });
      const discount = answer.allowed ? answer.discountPercent : -1;
      questions += 1;
      yes += Number(answer.allowed);
      if (discount !== expected[day]) {
        disagreements.push(`seed ${seed}, history ${number}, ${on}: ${discount} and not ${expected[day]}`);
      }
    }
  }
  return { histories: count, questions, yes, disagreements };
}

function unionOf({ terms, spells }: GeneratedHistory): Grant[] {
  const grants = terms.map(grantOfTerm);
  const covered = spells.flatMap((spell) => {
    const coverer = coverers[spell.value as keyof typeof coverers];
    const offered = grants.filter(({ organisationId }) => organisationId === coverer);
    return offered.flatMap((grant) => coveredGrant(grant, coverageOfSpell(spell)) ?? []);
  });
  return [...grants.filter(({ organisationId }) => organisationId === school), ...covered];
}

async function tableWith({ terms, spells }: GeneratedHistory): Promise<Table> {
  const table = new MemoryTable();
  const aliases = Object.entries(coverers).map(([value, organisationId]) => ({
    key: covererKey(value === "authority" ? "la-code" : "trust-uid", value),
    ...{ entity: "membership.alias", version: 1, data: { organisationId } },
  }));
  const grants = terms.map((term) => grantPut(grantOfTerm(term), 1));
  const coverages = spells.map((spell) => coveragePut(coverageOfSpell(spell), 1));
  await table.commit({ put: [...aliases, ...grants, ...coverages] }, origin);
  return table;
}

/** Three days at an edge: where a mistake of one day would be. */
function edgesOf({ terms, spells }: GeneratedHistory, below: (limit: number) => number): number[] {
  const ends = [
    ...terms.flatMap(({ from, until, graceDays }) => [
      from - 1,
      from,
      until,
      until + 1,
      until + graceDays,
      until + graceDays + 1,
    ]),
    ...spells.flatMap(({ from, until = from }) => [from - 1, from, until, until + 1]),
  ].filter((day) => day >= 0 && day < daysOfHistory);
  return ends.length === 0 ? [] : Array.from({ length: 3 }, () => ends[below(ends.length)] ?? 0);
}
