import type { Affiliation } from "@alliance/auth";
import { type LondonDate, plusDays } from "@alliance/core";

interface Spell {
  readonly from: LondonDate;
  readonly until?: LondonDate | undefined;
}

const spellsOf = ({ from, until, earlier = [] }: Affiliation): Spell[] => [...earlier, { from, until }];

/** One role from the same role at two organisations: it was held on every day on which either was. */
export function joinSpells(kept: Affiliation, other: Affiliation): Affiliation {
  const joined: Spell[] = [];
  const all = [...spellsOf(kept), ...spellsOf(other)].filter(({ from, until }) => until === undefined || until >= from);
  for (const spell of all.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = joined.at(-1);
    if (last === undefined || (last.until !== undefined && spell.from > plusDays(last.until, 1))) joined.push(spell);
    else joined[joined.length - 1] = { from: last.from, until: later(last.until, spell.until) };
  }
  const { personId, organisationId, role } = kept;
  const last = joined.pop();
  if (last === undefined) return kept;
  const earlier = joined.flatMap(({ from, until }) => (until === undefined ? [] : [{ from, until }]));
  return {
    ...{ personId, organisationId, role, from: last.from },
    ...(last.until === undefined ? {} : { until: last.until }),
    ...(earlier.length > 0 ? { earlier } : {}),
  };
}

/** No end is the latest end. */
const later = (a: LondonDate | undefined, b: LondonDate | undefined): LondonDate | undefined =>
  a === undefined || b === undefined ? undefined : a > b ? a : b;
