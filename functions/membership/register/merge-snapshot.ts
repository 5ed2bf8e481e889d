import type { LondonDate } from "@alliance/core";
import type { Establishment, EstablishmentLink } from "./establishment.ts";
import { linesOf, numberOf, parseLine, type Snapshot } from "./snapshot.ts";
import type { Groups, Trust, TrustSpell } from "./trust.ts";
import { mergeSpells } from "./trust-spells.ts";

/** What was read of an upload. Rows of establishments are lines of the snapshot already, in the file's order. */
export interface Content {
  readonly establishments: readonly string[];
  /** Undefined where no such file was uploaded. */
  readonly links: readonly EstablishmentLink[] | undefined;
  readonly groups: Groups | undefined;
}

export interface Merged {
  readonly snapshot: Snapshot;
  readonly counts: {
    readonly rows: number;
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly kept: number;
    readonly links: number;
    readonly trusts?: number;
    readonly joined?: number;
    readonly left?: number;
  };
  readonly isSame: boolean;
}

/**
 * New files over what was known. Establishments and trusts that a file does not name stay: the register never forgets
 * one, so a file without them is a part of it. Without a links or a groups file what they said stays too.
 */
export function mergeSnapshot(before: Snapshot, content: Content, today: LondonDate): Merged {
  const rows = mergeLines(before.establishments, content.establishments);
  const links = content.links === undefined ? before.links : linesOf(content.links);
  const trusts = mergeLines(before.trusts, content.groups ? linesOf(content.groups.trusts) : []);
  const spells = mergedSpells(before, rows, trusts.lines, content.groups, today);
  const snapshot = { establishments: rows.lines, links, trusts: trusts.lines, spells };
  const { added, changed } = rows;
  const read = content.establishments.length;
  const isSameAs = (part: "links" | "spells") => isSameList(snapshot[part], before[part]);
  return {
    snapshot,
    counts: {
      ...{ rows: read, added, changed, unchanged: read - added - changed, kept: rows.lines.length - read },
      links: links.length,
      ...(content.groups ? { trusts: trusts.lines.length, ...movesOf(before.spells, spells) } : {}),
    },
    isSame: added + changed + trusts.added + trusts.changed === 0 && isSameAs("links") && isSameAs("spells"),
  };
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, at) => line === b[at]);

interface MergedLines {
  readonly lines: readonly string[];
  readonly byNumber: ReadonlyMap<string, string>;
  readonly added: number;
  readonly changed: number;
}

/** By number, in the order of the numbers. */
function mergeLines(before: readonly string[], rows: readonly string[]): MergedLines {
  const known = new Map(before.map((line) => [numberOf(line), line]));
  let added = 0;
  let changed = 0;
  for (const line of rows) {
    const number = numberOf(line);
    const old = known.get(number);
    if (old === line) continue;
    if (old === undefined) added += 1;
    else changed += 1;
    known.set(number, line);
  }
  const byNumber = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  return { lines: byNumber.map(([, line]) => line), byNumber: known, added, changed };
}

function mergedSpells(
  before: Snapshot,
  { byNumber }: MergedLines,
  trustLines: readonly string[],
  groups: Groups | undefined,
  today: LondonDate,
): string[] {
  const closings = new Map(trustLines.map((line) => [numberOf(line), parseLine<Trust>(line).closedOn]));
  const schoolClosedOn = (urn: string) => {
    const line = byNumber.get(urn);
    return line?.includes('"status":"closed"') ? parseLine<Establishment>(line).closedOn : undefined;
  };
  const known = before.spells.map((line) => parseLine<TrustSpell>(line));
  const trustClosedOn = (uid: string) => closings.get(uid);
  return linesOf(mergeSpells(known, groups?.members, { today, schoolClosedOn, trustClosedOn }));
}

const isOpen = (line: string): boolean => !line.includes('"until"');
const spellName = (line: string): string => line.slice(0, line.indexOf(',"from"'));

/** Schools that are in a trust now and were not, and the other way round. */
function movesOf(before: readonly string[], after: readonly string[]): { joined: number; left: number } {
  const [was, is] = [before, after].map((lines) => new Set(lines.filter(isOpen).map(spellName)));
  const missing = (from: Set<string> | undefined, of: Set<string> | undefined): number =>
    [...(of ?? [])].filter((name) => !from?.has(name)).length;
  return { joined: missing(was, is), left: missing(is, was) };
}
