import type { Item } from "./item.ts";

const indexes = ["", "gsi1", "gsi2"] as const;
type Index = (typeof indexes)[number];

interface Entry {
  /** The sort key, then the item's own place, since an index holds many items of one key; as bytes. */
  readonly order: string;
  readonly item: Item;
}

/** One page of one partition; `after` is the last item of the page before. */
export interface Page {
  readonly index: Index;
  readonly pk: string;
  readonly prefix: string;
  readonly descending: boolean;
  readonly limit: number;
  readonly after?: Readonly<Record<string, string>>;
}

/** DynamoDB sorts by bytes of UTF-8: one character each here, so that texts compare like them. */
const inBytes = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text).toString("latin1");
const orderIn = (item: Readonly<Record<string, unknown>>, index: Index): string =>
  inBytes(`${item[`${index}sk`]}\n${item.pk}\n${item.sk}`);
const partitionOf = (index: Index, pk: unknown): string => `${index}|${pk}`;

/** Items by place, sorted by partition of the table and of each index: a query reads its page and no more. */
export class MemoryItems extends Map<string, Item> {
  readonly #partitions = new Map<string, Entry[]>();

  override set(place: string, item: Item): this {
    this.#leave(place);
    for (const index of indexes) this.#enter(item, index);
    return super.set(place, item);
  }

  override delete(place: string): boolean {
    this.#leave(place);
    return super.delete(place);
  }

  override clear(): void {
    this.#partitions.clear();
    super.clear();
  }

  page({ index, pk, prefix, descending, limit, after }: Page): Item[] {
    const entries = this.#partitions.get(partitionOf(index, pk)) ?? [];
    const bytes = inBytes(prefix);
    const step = descending ? -1 : 1;
    const found: Item[] = [];
    for (let at = begin(entries, bytes, descending, after && orderIn(after, index)); ; at += step) {
      const entry = entries[at];
      if (entry === undefined || found.length === limit || !entry.order.startsWith(bytes)) return found;
      found.push(entry.item);
    }
  }

  #enter(item: Item, index: Index): void {
    const pk = item[`${index}pk`];
    if (pk === undefined) return;
    const entries = this.#partitions.get(partitionOf(index, pk)) ?? [];
    const order = orderIn(item, index);
    entries.splice(placeIn(entries, order), 0, { order, item });
    this.#partitions.set(partitionOf(index, pk), entries);
  }

  #leave(place: string): void {
    const item = this.get(place);
    for (const index of item === undefined ? [] : indexes) {
      const entries = this.#partitions.get(partitionOf(index, item?.[`${index}pk`]));
      if (entries === undefined || item === undefined) continue;
      entries.splice(placeIn(entries, orderIn(item, index)), 1);
      if (entries.length === 0) this.#partitions.delete(partitionOf(index, item[`${index}pk`]));
    }
  }
}

/** The first entry that is not before it. */
function placeIn(entries: readonly Entry[], order: string): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry).order < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

function begin(entries: readonly Entry[], prefix: string, descending: boolean, after: string | undefined): number {
  // Beyond every text that begins with the prefix: no byte of UTF-8 is 255.
  if (descending) return placeIn(entries, after ?? `${prefix}\u00ff`) - 1;
  if (after === undefined) return placeIn(entries, prefix);
  const at = placeIn(entries, after);
  return entries[at]?.order === after ? at + 1 : at;
}
