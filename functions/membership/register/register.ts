import { Problem } from "@alliance/core";
import type { Table } from "@alliance/store";
import { registerPointerKey } from "../keys/register-import.ts";
import { RegisterPointer } from "../schema/register-import.ts";
import { type Establishment, type EstablishmentLink, isSuccessor } from "./establishment.ts";
import type { RegisterFiles } from "./files.ts";
import { searchIndexOf } from "./search-index.ts";
import { decodeSnapshot, type Snapshot } from "./snapshot.ts";

/** The national register in memory: found by URN at once, by words in a few milliseconds. */
export interface Register {
  readonly size: number;
  find(urn: string): Establishment | undefined;
  /** Schools that came after a closed one, as far as the links file says. */
  successorsOf(urn: string): readonly EstablishmentLink[];
  /** Best first. */
  search(words: string, limit: number): readonly Establishment[];
}

export interface RegisterReader {
  /** The register as it is now; `unavailable` until the first file was imported. */
  current(table: Table): Promise<Register>;
}

export function registerOf(snapshot: Snapshot): Register {
  const byUrn = new Map(snapshot.establishments.map((school) => [school.urn, school]));
  const successors = Map.groupBy(snapshot.links.filter(isSuccessor), ({ urn }) => urn);
  // Dear to make, and whoever joins by URN never needs it: made for the first search.
  let index: ReturnType<typeof searchIndexOf> | undefined;
  return {
    size: byUrn.size,
    find: (urn) => byUrn.get(urn),
    successorsOf: (urn) => successors.get(urn) ?? [],
    search(words, limit) {
      index ??= searchIndexOf(snapshot.establishments);
      return index(words, limit);
    },
  };
}

/** Keeps one register an instance and asks the table each time whether it is still the current one. */
export function registerReader(files: RegisterFiles): RegisterReader {
  let held: { readonly name: string; readonly register: Promise<Register> } | undefined;

  async function load(name: string): Promise<Register> {
    const bytes = await files.read(name);
    if (bytes === undefined) throw new Error(`the register's snapshot ${name} is not in the bucket`);
    return registerOf(await decodeSnapshot(bytes));
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
