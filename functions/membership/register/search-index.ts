import MiniSearch from "minisearch";
import type { Establishment } from "./establishment.ts";
import { postcodeMatcher, wordsOf } from "./search-words.ts";

const options = {
  fields: ["name", "place"],
  tokenize: wordsOf,
  processTerm: (term: string) => term,
};

/** A typing mistake in a long word is forgiven; short words are too alike. */
const forgiving = (term: string): number | false => (term.length > 3 ? 0.2 : false);

/** Finds by URN, postcode, or the words of name, town and authority; what is closed comes last among equals. */
export function searchIndexOf(
  establishments: readonly Establishment[],
): (words: string, limit: number) => readonly Establishment[] {
  const byUrn = new Map(establishments.map((school) => [school.urn, school]));
  const index = new MiniSearch<{ id: number; name: string; place: string }>(options);
  establishments.forEach((school, id) => {
    const place = [school.locality, school.town, school.laName].filter(Boolean).join(" ");
    index.add({ id, name: school.name, place });
  });

  function byWords(typed: string, limit: number): Establishment[] {
    const search = (combineWith: "AND" | "OR") =>
      index.search(typed, {
        combineWith,
        prefix: (term) => term.length > 1,
        fuzzy: forgiving,
        boost: { name: 3 },
        boostDocument: (id) => (establishments[id as number]?.status === "closed" ? 0.4 : 1),
      });
    const all = search("AND");
    const found = all.length > 0 ? all : search("OR");
    return found.slice(0, limit).flatMap(({ id }) => establishments[id as number] ?? []);
  }

  return (typed, limit) => {
    const text = typed.trim();
    const exact = byUrn.get(text.replace(/^urn\s*/i, ""));
    if (exact) return [exact];
    const isThere = postcodeMatcher(text);
    const near = isThere ? establishments.filter(({ postcode }) => postcode !== undefined && isThere(postcode)) : [];
    if (near.length > 0) return openFirst(near).slice(0, limit);
    return text === "" ? [] : byWords(text, limit);
  };
}

const openFirst = (schools: readonly Establishment[]): Establishment[] =>
  [...schools].sort((a, b) => Number(a.status === "closed") - Number(b.status === "closed") || compareNames(a, b));

const compareNames = (a: Establishment, b: Establishment): number => (a.name < b.name ? -1 : 1);
