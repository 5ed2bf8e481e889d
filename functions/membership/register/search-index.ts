import MiniSearch from "minisearch";
import type { Establishment } from "./establishment.ts";
import { compactPostcode, postcodeMatcher, wordsOf } from "./search-words.ts";

const options = {
  fields: ["name", "place"],
  tokenize: wordsOf,
  processTerm: (term: string) => term,
};

/** Finds by URN, postcode, or the words of name, town and authority; what is closed comes last among equals. */
export function searchIndexOf(
  establishments: readonly Establishment[],
): (words: string, limit: number) => readonly Establishment[] {
  const byUrn = new Map(establishments.map((school) => [school.urn, school]));
  const postcodes = establishments.map(({ postcode }) => compactPostcode(postcode ?? ""));
  const index = new MiniSearch<{ id: number; name: string; place: string }>(options);
  establishments.forEach((school, id) => {
    const place = [school.locality, school.town, school.laName].filter(Boolean).join(" ");
    index.add({ id, name: school.name, place });
  });

  const known = new Set(establishments.flatMap(({ name }) => wordsOf(name)));
  /** A typing mistake in a long word is forgiven; a word that names have, and a short one, are meant as they are. */
  const forgiving = (term: string): number | false => (term.length > 3 && !known.has(term) ? 0.2 : false);
  const find = (words: readonly string[], combineWith: "AND" | "OR", fuzzy: typeof forgiving | false) =>
    index.search(words.join(" "), {
      combineWith,
      fuzzy,
      prefix: (term) => term.length > 1,
      boost: { name: 3 },
      boostDocument: (id) => (establishments[id as number]?.status === "closed" ? 0.4 : 1),
    });

  /** Dear ways to search come last, and only when the cheaper ones found nothing. */
  function byWords(typed: string, limit: number): Establishment[] {
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
      if (found.length > 0) return found.slice(0, limit).flatMap(({ id }) => establishments[id as number] ?? []);
    }
    return [];
  }

  return (typed, limit) => {
    const text = typed.trim();
    const exact = byUrn.get(text.replace(/^urn\s*/i, ""));
    if (exact) return [exact];
    const isThere = postcodeMatcher(text);
    const near = isThere ? establishments.filter((_, id) => isThere(postcodes[id] ?? "")) : [];
    if (near.length > 0) return openFirst(near).slice(0, limit);
    return text === "" ? [] : byWords(text, limit);
  };
}

const openFirst = (schools: readonly Establishment[]): Establishment[] =>
  [...schools].sort((a, b) => Number(a.status === "closed") - Number(b.status === "closed") || compareNames(a, b));

const compareNames = (a: Establishment, b: Establishment): number => (a.name < b.name ? -1 : 1);
