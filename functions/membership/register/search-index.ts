import MiniSearch, { type AsPlainObject } from "minisearch";
import type { Establishment } from "./establishment.ts";
import { wordsOf } from "./search-words.ts";

const options = {
  fields: ["name", "place"],
  tokenize: wordsOf,
  processTerm: (term: string) => term,
};

/** What is dear to make of many names, as it lies beside the snapshot. */
export interface PreparedIndex {
  /** Words that names have. */
  readonly words: readonly string[];
  readonly index: unknown;
}

/** Something with a name and perhaps a place, as the index sees it. */
export interface Named {
  readonly name: string;
  readonly place: string;
}

export const placeOf = ({ locality, town, laName }: Establishment): string =>
  [locality, town, laName].filter(Boolean).join(" ");

export function prepareIndex(all: Iterable<Named>): PreparedIndex {
  const index = new MiniSearch<{ id: number } & Named>(options);
  const words = new Set<string>();
  let id = 0;
  for (const { name, place } of all) {
    index.add({ id: id++, name, place });
    for (const word of wordsOf(name)) words.add(word);
  }
  return { words: [...words], index: index.toJSON() };
}

/** Finds by the words of name, town and authority: places in the order that was prepared, best first. */
export function wordSearch(
  prepared: PreparedIndex,
  isClosed: (id: number) => boolean,
): (typed: string, limit: number) => number[] {
  const index = MiniSearch.loadJS<{ id: number } & Named>(prepared.index as AsPlainObject, options);
  const known = new Set(prepared.words);
  /** A typing mistake in a long word is forgiven; a word that names have, and a short one, are meant as they are. */
  const forgiving = (term: string): number | false => (term.length > 3 && !known.has(term) ? 0.2 : false);
  const find = (words: readonly string[], combineWith: "AND" | "OR", fuzzy: typeof forgiving | false) =>
    index.search(words.join(" "), {
      combineWith,
      fuzzy,
      prefix: (term) => term.length > 1,
      boost: { name: 3 },
      boostDocument: (id) => (isClosed(id as number) ? 0.4 : 1),
    });

  /** Dear ways to search come last, and only when the cheaper ones found nothing. */
  return (typed, limit) => {
    const words = wordsOf(typed);
    const likely = words.filter((word) => known.has(word));
    const ways = [
      () => find(words, "AND", false),
      () => find(words, "AND", forgiving),
      () => (likely.length > 0 ? find(likely, "AND", false) : []),
      () => find(words, "OR", forgiving),
    ];
    for (const way of ways) {
      const found = way();
      if (found.length > 0) return found.slice(0, limit).map(({ id }) => id as number);
    }
    return [];
  };
}
