import { type LondonDate, plusDays } from "@alliance/core";
import type { TrustMember, TrustSpell } from "./trust.ts";

export interface SpellsOptions {
  /** The day of the import, in London. */
  readonly today: LondonDate;
  /** The last day of a school that has closed, by URN. */
  readonly schoolClosedOn: (urn: string) => LondonDate | undefined;
  readonly trustClosedOn: (trustUid: string) => LondonDate | undefined;
}

const keyOf = ({ urn, trustUid }: { urn: string; trustUid: string }): string => `${urn} ${trustUid}`;
const isOpen = ({ until }: TrustSpell): boolean => until === undefined;
const laterOf = (...days: [LondonDate, LondonDate]): LondonDate => days.sort()[1] as LondonDate;
const byUrnAndDay = (a: TrustSpell, b: TrustSpell): number =>
  a.urn === b.urn ? (a.from < b.from ? -1 : 1) : a.urn < b.urn ? -1 : 1;

/**
 * What was known of who was in which trust and when, with a new groups file over it. A school that the file no more
 * names has left: on its or the trust's closing day, on the eve of joining another trust, else today. Spells that
 * have ended stay; a school that joins again gets another one. Without a file only closings count.
 */
export function mergeSpells(
  before: readonly TrustSpell[],
  members: readonly TrustMember[] | undefined,
  options: SpellsOptions,
): TrustSpell[] {
  const spells = Map.groupBy(before, keyOf);
  if (members !== undefined) {
    const named = new Map(members.map((member) => [keyOf(member), member]));
    const joins = Map.groupBy(members, ({ urn }) => urn);
    for (const [key, known] of spells) {
      if (!named.has(key))
        spells.set(
          key,
          known.map((spell) => ended(spell, joins.get(spell.urn) ?? [], options)),
        );
    }
    for (const [key, member] of named) spells.set(key, withMember(spells.get(key) ?? [], member, options.today));
  }
  return [...spells.values()]
    .flat()
    .map((spell) => endedByClosing(spell, options))
    .sort(byUrnAndDay);
}

function withMember(known: readonly TrustSpell[], member: TrustMember, today: LondonDate): TrustSpell[] {
  const { urn, trustUid, joinedOn } = member;
  const last = known.at(-1);
  if (last === undefined) return [{ urn, trustUid, from: joinedOn ?? today }];
  if (isOpen(last)) return joinedOn === undefined ? [...known] : [...known.slice(0, -1), { ...last, from: joinedOn }];
  // The same joining day as before: it had been missing from a file and was never away.
  if (joinedOn === last.from) return [...known.slice(0, -1), { urn, trustUid, from: last.from }];
  const earliest = plusDays(last.until ?? last.from, 1);
  const from = joinedOn ?? today;
  return [...known, { urn, trustUid, from: laterOf(from, earliest) }];
}

function ended(spell: TrustSpell, joins: readonly TrustMember[], { today, ...options }: SpellsOptions): TrustSpell {
  if (!isOpen(spell)) return spell;
  const moved = joins.flatMap(({ joinedOn }) => (joinedOn !== undefined && joinedOn > spell.from ? [joinedOn] : []));
  const days = [
    options.schoolClosedOn(spell.urn),
    options.trustClosedOn(spell.trustUid),
    ...moved.map((day) => plusDays(day, -1)),
  ].flatMap((day) => (day !== undefined && day >= spell.from && day <= today ? [day] : []));
  const last = days.sort()[0] ?? today;
  return { ...spell, until: laterOf(last, spell.from) };
}

/** A school that is named still, though it or its trust has closed. */
function endedByClosing(spell: TrustSpell, { today, ...options }: SpellsOptions): TrustSpell {
  if (!isOpen(spell)) return spell;
  const days = [options.schoolClosedOn(spell.urn), options.trustClosedOn(spell.trustUid)];
  const until = days.flatMap((day) => (day !== undefined && day <= today && day >= spell.from ? [day] : [])).sort()[0];
  return until === undefined ? spell : { ...spell, until };
}
