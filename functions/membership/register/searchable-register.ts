import { indexKeyOf, type RegisterFiles } from "./files.ts";
import { decodeIndexes, prepareIndexes } from "./prepared-indexes.ts";
import { type Register, type RegisterReader, readerOf, registerOf } from "./register.ts";
import { type RegisterSearch, registerSearch } from "./register-search.ts";
import type { Snapshot } from "./snapshot.ts";

/** The register where schools are also found by words, in a few milliseconds: for those functions that search. */
export interface SearchableRegister extends Register, RegisterSearch {}

/** Dear to make: `indexes` are asked for at the first search. */
export function searchableRegisterOf(
  snapshot: Snapshot,
  indexes = async () => prepareIndexes(snapshot),
): SearchableRegister {
  const register = registerOf(snapshot);
  return { ...register, ...registerSearch(snapshot, register.find, indexes) };
}

export function searchableRegisterReader(files: RegisterFiles): RegisterReader<SearchableRegister> {
  return readerOf(files, (snapshot, name) =>
    searchableRegisterOf(snapshot, async () => {
      const bytes = await files.read(indexKeyOf(name));
      // An older version imported without them, or with others.
      return (bytes && (await decodeIndexes(bytes))) ?? prepareIndexes(snapshot);
    }),
  );
}
