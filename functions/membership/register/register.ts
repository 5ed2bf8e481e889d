import { Problem } from "@alliance/core";
import type { Table } from "@alliance/store";
import { registerPointerKey } from "../keys/register-import.ts";
import { RegisterPointer } from "../schema/register-import.ts";
import { type Authority, authoritiesOf, schoolsInTrust } from "./authorities.ts";
import { type Establishment, type EstablishmentLink, isSuccessor } from "./establishment.ts";
import type { RegisterFiles } from "./files.ts";
import { decodeSnapshot, numberOf, parseLine, type Snapshot } from "./snapshot.ts";
import type { Trust, TrustSpell } from "./trust.ts";

/** The national register in memory, found by number at once. */
export interface Register {
  /** Establishments. */
  readonly size: number;
  find(urn: string): Establishment | undefined;
  /** Schools that came after a closed one, as far as the links file says. */
  successorsOf(urn: string): readonly EstablishmentLink[];
  findTrust(uid: string): Trust | undefined;
  /** Open schools that are in it today. */
  schoolsInTrust(uid: string): number;
  /** By code. */
  authorities(): ReadonlyMap<string, Authority>;
  /** The trusts a school has been in, oldest first. */
  spellsOf(urn: string): readonly TrustSpell[];
}

export interface RegisterReader<Kind extends Register = Register> {
  /** The register as it is now; `unavailable` until the first file was imported. */
  current(table: Table): Promise<Kind>;
}

export function registerOf(snapshot: Snapshot): Register {
  const lookUp = <Row>(lines: readonly string[]) => {
    const byNumber = new Map(lines.map((line) => [numberOf(line), line]));
    return (number: string): Row | undefined => {
      const line = byNumber.get(number);
      return line === undefined ? undefined : parseLine<Row>(line);
    };
  };
  const links = Map.groupBy(snapshot.links, numberOf);
  const spells = Map.groupBy(snapshot.spells, numberOf);
  let authorities: ReadonlyMap<string, Authority> | undefined;
  return {
    size: snapshot.establishments.length,
    find: lookUp<Establishment>(snapshot.establishments),
    successorsOf: (urn) => (links.get(urn) ?? []).map((line) => parseLine<EstablishmentLink>(line)).filter(isSuccessor),
    findTrust: lookUp<Trust>(snapshot.trusts),
    schoolsInTrust: (uid) => schoolsInTrust(snapshot, uid),
    authorities: () => {
      authorities ??= authoritiesOf(snapshot);
      return authorities;
    },
    spellsOf: (urn) => (spells.get(urn) ?? []).map((line) => parseLine<TrustSpell>(line)),
  };
}

/** Keeps one register an instance and asks the table each time whether it is still the current one. */
export const registerReader = (files: RegisterFiles): RegisterReader => readerOf(files, registerOf);

/** The same for whatever is made of a snapshot, whose name in the bucket is told. */
export function readerOf<Kind extends Register>(
  files: RegisterFiles,
  open: (snapshot: Snapshot, name: string) => Kind,
): RegisterReader<Kind> {
  let held: { readonly name: string; readonly register: Promise<Kind> } | undefined;

  async function load(name: string): Promise<Kind> {
    const bytes = await files.read(name);
    if (bytes === undefined) throw new Error(`the register's snapshot ${name} is not in the bucket`);
    return open(await decodeSnapshot(bytes), name);
  }

  return {
    async current(table) {
      const pointer = await table.get(registerPointerKey, RegisterPointer);
      if (pointer === undefined) {
        throw new Problem("unavailable", "The register of schools has not been loaded yet. Please try again later.");
      }
      const name = pointer.data.snapshot;
      if (held?.name !== name) {
        const loading = { name, register: load(name) };
        held = loading;
        // A load that failed is tried again by the next request.
        loading.register.catch(() => {
          if (held === loading) held = undefined;
        });
      }
      return held.register;
    },
  };
}
