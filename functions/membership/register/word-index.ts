import { Buffer } from "node:buffer";
import { wordsOf } from "./search-words.ts";

/** Something with a name and perhaps a place, as the index sees it. */
export interface Named {
  readonly name: string;
  readonly place: string;
}

/** What is dear to make of many names, as it lies beside the snapshot: lists of numbers in base64. */
export interface PreparedIndex {
  /** Every word once, in order. */
  readonly words: readonly string[];
  /** Where each word's entries begin in `entries`: those by name, then those by place; one more for the end. */
  readonly starts: string;
  /** Places in the list that was prepared. */
  readonly entries: string;
  readonly nameLengths: string;
  readonly placeLengths: string;
}

export interface WordIndex {
  readonly words: readonly string[];
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  /** Words of each name and of each place. */
  readonly lengths: readonly [Uint8Array, Uint8Array];
}

const base64 = (numbers: Uint32Array | Uint8Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("base64");

/** A copy of its own, since words of four bytes must begin where four divides. */
const numbersOf = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, "base64")).buffer;

const countOf = (words: readonly string[]): number => Math.min(words.length, 255);

export function prepareIndex(all: Iterable<Named>): PreparedIndex {
  const byWord = new Map<string, readonly [number[], number[]]>();
  const lengths: readonly [number[], number[]] = [[], []];
  let id = 0;
  for (const { name, place } of all) {
    for (const [field, text] of [name, place].entries()) {
      const words = wordsOf(text);
      lengths[field as 0 | 1].push(countOf(words));
      for (const word of new Set(words)) {
        const found = byWord.get(word) ?? [[], []];
        found[field as 0 | 1].push(id);
        byWord.set(word, found);
      }
    }
    id += 1;
  }
  const words = [...byWord.keys()].sort();
  const lists = words.flatMap((word) => byWord.get(word) ?? []);
  const starts = new Uint32Array(lists.length + 1);
  for (const [at, list] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + list.length;
  const entries = new Uint32Array(starts.at(-1) ?? 0);
  for (const [at, list] of lists.entries()) entries.set(list, starts[at] ?? 0);
  const [nameLengths, placeLengths] = [base64(Uint8Array.from(lengths[0])), base64(Uint8Array.from(lengths[1]))];
  return { words, starts: base64(starts), entries: base64(entries), nameLengths, placeLengths };
}

export const loadIndex = ({ words, starts, entries, nameLengths, placeLengths }: PreparedIndex): WordIndex => ({
  words,
  starts: new Uint32Array(numbersOf(starts)),
  entries: new Uint32Array(numbersOf(entries)),
  lengths: [new Uint8Array(numbersOf(nameLengths)), new Uint8Array(numbersOf(placeLengths))],
});
