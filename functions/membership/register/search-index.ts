import type { Establishment } from "./establishment.ts";
import { wordsOf } from "./search-words.ts";
import { wordDistance } from "./word-distance.ts";
import { loadIndex, type PreparedIndex, type WordIndex } from "./word-index.ts";

export const placeOf = ({ locality, town, laName }: Establishment): string =>
  [locality, town, laName].filter(Boolean).join(" ");

/** A word of the index that counts for one that was typed. */
interface Match {
  readonly at: number;
  readonly weight: number;
}

/** The name counts three times as much as where the school is. */
const boosts = [3, 1] as const;
const closedCounts = 0.4;
/** BM25+: how soon more of the same counts less, how much long names lose, and the least that a match is worth. */
const [saturation, lengthLoss, least] = [1.2, 0.7, 0.5];

function firstFrom(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? "") < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The word itself, and from two letters on those that begin with it. */
function beginningWith(words: readonly string[], typed: string): Match[] {
  const matches: Match[] = [];
  for (let at = firstFrom(words, typed); words[at]?.startsWith(typed); at++) {
    const more = (words[at] as string).length - typed.length;
    if (more > 0 && typed.length < 2) break;
    matches.push({ at, weight: more === 0 ? 1 : (0.375 * typed.length) / (typed.length + 0.3 * more) });
  }
  return matches;
}

/** A typing mistake in a long word is forgiven; a word that names have, and a short one, are meant as they are. */
function likeIt(words: readonly string[], typed: string): Match[] {
  const most = Math.round(typed.length * 0.2);
  return words.flatMap((word, at) => {
    const distance = wordDistance(word, typed, most);
    return distance === undefined || distance === 0
      ? []
      : [{ at, weight: (0.45 * typed.length) / (typed.length + distance) }];
  });
}

const meanOf = (numbers: Uint8Array): number => numbers.reduce((sum, each) => sum + each, 0) / (numbers.length || 1);

/** Finds by the words of name, town and authority: places in the list that was prepared, best first. */
export function wordSearch(
  prepared: PreparedIndex,
  isClosed: (id: number) => boolean,
): (typed: string, limit: number) => number[] {
  const index = loadIndex(prepared);
  const means = index.lengths.map(meanOf);
  const { words } = index;
  const isInNames = (word: string): boolean => {
    const at = firstFrom(words, word);
    return words[at] === word && (index.starts[2 * at + 1] ?? 0) > (index.starts[2 * at] ?? 0);
  };
  const matchesOf = (typed: string, forgives: boolean): Match[] => {
    const plain = beginningWith(words, typed);
    return forgives && typed.length > 3 && !isInNames(typed) ? [...plain, ...likeIt(words, typed)] : plain;
  };
  const find = (typed: readonly string[], forgives: boolean, needed: number, limit: number): number[] => {
    const scores = scoresOf(
      index,
      means,
      typed.map((word) => matchesOf(word, forgives)),
      needed,
    );
    return bestOf(scores, isClosed, limit);
  };

  /** Dear ways to search come last, and only when the cheaper ones found nothing. */
  return (text, limit) => {
    const typed = wordsOf(text);
    const likely = typed.filter(isInNames);
    const ways = [
      () => find(typed, false, typed.length, limit),
      () => find(typed, true, typed.length, limit),
      () => (likely.length > 0 ? find(likely, false, likely.length, limit) : []),
      () => find(typed, true, 1, limit),
    ];
    for (const way of ways) {
      const found = way();
      if (found.length > 0) return found;
    }
    return [];
  };
}

/** What each entry is worth; 0 where fewer words than needed were found in it. */
function scoresOf(index: WordIndex, means: readonly number[], typed: readonly Match[][], needed: number): Float32Array {
  const size = index.lengths[0].length;
  const scores = new Float32Array(size);
  const found = new Uint8Array(size);
  const lastWord = new Uint8Array(size);
  for (const [place, matches] of typed.entries()) {
    for (const { at, weight } of matches) {
      for (const field of [0, 1] as const) {
        const entries = index.entries.subarray(index.starts[2 * at + field], index.starts[2 * at + field + 1]);
        const rarity = Math.log(1 + (size - entries.length + 0.5) / (entries.length + 0.5));
        const worth = weight * boosts[field] * rarity;
        const lengths = index.lengths[field];
        for (const id of entries) {
          const longer = 1 - lengthLoss + (lengthLoss * (lengths[id] ?? 0)) / (means[field] || 1);
          scores[id] = (scores[id] ?? 0) + worth * (least + (saturation + 1) / (1 + saturation * longer));
          if (lastWord[id] === place + 1) continue;
          lastWord[id] = place + 1;
          found[id] = (found[id] ?? 0) + 1;
        }
      }
    }
  }
  return scores.map((score, id) => ((found[id] ?? 0) >= needed ? score : 0));
}

/** The highest ones, the earlier of equals first. */
function bestOf(scores: Float32Array, isClosed: (id: number) => boolean, limit: number): number[] {
  const best: { readonly id: number; readonly score: number }[] = [];
  for (const [id, plain] of scores.entries()) {
    if (plain === 0) continue;
    const score = isClosed(id) ? plain * closedCounts : plain;
    if (best.length === limit && score <= (best.at(-1)?.score ?? 0)) continue;
    const place = best.findIndex((other) => other.score < score);
    best.splice(place < 0 ? best.length : place, 0, { id, score });
    if (best.length > limit) best.pop();
  }
  return best.map(({ id }) => id);
}
