import type { Establishment } from "./establishment.ts";
import type { Indexes } from "./prepared-indexes.ts";
import { wordSearch } from "./search-index.ts";
import { compactPostcode, postcodeMatcher } from "./search-words.ts";
import { parseLine, type Snapshot } from "./snapshot.ts";
import type { Trust } from "./trust.ts";

export interface RegisterSearch {
  /** By URN, UKPRN, LAEstab, postcode, or words of name, town and authority; best first, closed ones last among equals. */
  search(typed: string, limit: number): Promise<readonly Establishment[]>;
  /** By UID, company number or words of the name. */
  searchTrusts(typed: string, limit: number): Promise<readonly Trust[]>;
}

const postcodeOf = (line: string): string => {
  const at = line.indexOf('"postcode":"');
  return at < 0 ? "" : compactPostcode(line.slice(at + 12, line.indexOf('"', at + 12)));
};

const openFirst = (schools: readonly Establishment[]): Establishment[] =>
  [...schools].sort((a, b) => Number(a.status === "closed") - Number(b.status === "closed") || compareNames(a, b));

const compareNames = (a: Establishment, b: Establishment): number => (a.name < b.name ? -1 : 1);

/** The piece of a row that a number other than its URN is found by. */
function pieceOf(typed: string): string | undefined {
  const number = typed.replace(/^(?:ukprn|laestab|dfe(?: number)?)\s*/i, "");
  if (/^1\d{7}$/.test(number)) return `"ukprn":"${number}"`;
  const [, authority, establishment] = /^(\d{3})\/?(\d{4})$/.exec(number) ?? [];
  return authority === undefined ? undefined : `"establishmentNumber":"${establishment}"`;
}

export function registerSearch(
  { establishments, trusts }: Snapshot,
  find: (urn: string) => Establishment | undefined,
  indexes: () => Promise<Indexes>,
): RegisterSearch {
  let postcodes: readonly string[] | undefined;
  let prepared: Promise<{ schools: ReturnType<typeof wordSearch>; trusts: ReturnType<typeof wordSearch> }> | undefined;
  const schoolAt = (id: number) => parseLine<Establishment>(establishments[id] ?? "");
  const trustAt = (id: number) => parseLine<Trust>(trusts[id] ?? "");

  async function prepare() {
    const made = await indexes();
    const closed = Uint8Array.from(establishments, (line) => (line.includes('"status":"closed"') ? 1 : 0));
    const over = Uint8Array.from(trusts, (line) => (line.includes('"closedOn"') ? 1 : 0));
    return {
      schools: wordSearch(made.establishments, (id) => closed[id] === 1),
      trusts: wordSearch(made.trusts, (id) => over[id] === 1),
    };
  }

  function ready(): NonNullable<typeof prepared> {
    if (prepared === undefined) {
      prepared = prepare();
      // Tried again by the next search.
      prepared.catch(() => {
        prepared = undefined;
      });
    }
    return prepared;
  }

  function byPostcode(typed: string): Establishment[] {
    const isThere = postcodeMatcher(typed);
    if (isThere === undefined) return [];
    postcodes ??= establishments.map(postcodeOf);
    return postcodes.flatMap((postcode, id) => (isThere(postcode) ? [schoolAt(id)] : []));
  }

  function byOtherNumber(typed: string): Establishment[] {
    const piece = pieceOf(typed);
    if (piece === undefined) return [];
    const authority = piece.startsWith('"est') ? `"laCode":"${typed.replace(/\D/g, "").slice(0, 3)}"` : "";
    return establishments
      .filter((line) => line.includes(piece) && line.includes(authority))
      .map((line) => parseLine<Establishment>(line));
  }

  return {
    async search(typed, limit) {
      const text = typed.trim();
      const exact = find(text.replace(/^urn\s*/i, ""));
      if (exact) return [exact];
      const told = [byOtherNumber, byPostcode].map((way) => way(text)).find((found) => found.length > 0);
      if (told) return openFirst(told).slice(0, limit);
      return text === "" ? [] : (await ready()).schools(text, limit).map(schoolAt);
    },
    async searchTrusts(typed, limit) {
      const text = typed.trim();
      if (text === "" || trusts.length === 0) return [];
      const number = text.replace(/^(?:uid|company(?: number)?)\s*/i, "");
      const told = /^[A-Z]{0,2}\d{2,8}$/i.test(number)
        ? trusts.filter((line) => line.startsWith(`{"uid":"${number}"`) || line.includes(`"companyNumber":"${number}"`))
        : [];
      if (told.length > 0) return told.slice(0, limit).map((line) => parseLine<Trust>(line));
      return (await ready()).trusts(text, limit).map(trustAt);
    },
  };
}
