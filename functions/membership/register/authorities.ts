import { type Establishment, isMaintained } from "./establishment.ts";
import { parseLine, type Snapshot } from "./snapshot.ts";

/** A local authority, as far as the register's schools tell of it. */
export interface Authority {
  readonly code: string;
  readonly name: string;
  /** Open schools that it maintains. */
  readonly schools: number;
}

const textOf = (line: string, field: string): string | undefined => {
  const at = line.indexOf(`"${field}":"`);
  if (at < 0) return undefined;
  const begin = at + field.length + 4;
  return line.slice(begin, line.indexOf('"', begin));
};

/** Every authority that has a school, by its code; one pass over the register. */
export function authoritiesOf({ establishments }: Pick<Snapshot, "establishments">): ReadonlyMap<string, Authority> {
  const found = new Map<string, Authority>();
  for (const line of establishments) {
    const code = textOf(line, "laCode");
    if (code === undefined) continue;
    const before = found.get(code);
    const isCounted = line.includes('"status":"open"') && isMaintained(parseLine<Establishment>(line));
    const name = before?.name ?? textOf(line, "laName") ?? `Authority ${code}`;
    found.set(code, { code, name, schools: (before?.schools ?? 0) + (isCounted ? 1 : 0) });
  }
  return found;
}

/** Open schools that are in a trust today: by the groups file, or where there was none, by their own rows. */
export function schoolsInTrust(
  { establishments, spells }: Pick<Snapshot, "establishments" | "spells">,
  uid: string,
): number {
  if (spells.length > 0) {
    return spells.filter((line) => line.includes(`"trustUid":"${uid}"`) && !line.includes('"until"')).length;
  }
  return establishments.filter((line) => line.includes(`"trustUid":"${uid}"`) && line.includes('"status":"open"'))
    .length;
}
