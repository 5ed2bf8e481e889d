import type { Item } from "./item.ts";

/** Bytes an attribute weighs, by DynamoDB's published rules, near enough for whole kilobytes. */
function weigh(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return Math.ceil(String(value).replace(/[-.]/g, "").length / 2) + 1;
  if (Array.isArray(value)) return 3 + value.reduce<number>((sum, each) => sum + 1 + weigh(each), 0);
  return 3 + Object.entries(value).reduce((sum, [name, each]) => sum + 1 + Buffer.byteLength(name) + weigh(each), 0);
}

const bytesOf = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + weigh(value), 0);
const kilobytes = (item: Item | undefined): number => (item ? Math.max(1, Math.ceil(bytesOf(item) / 1024)) : 0);

/** Index writes of one item: a changed key is a delete and a put there. */
function indexUnits(index: string, before: Item | undefined, after: Item | undefined): number {
  const was = before?.[`${index}pk`] === undefined ? undefined : before;
  const is = after?.[`${index}pk`] === undefined ? undefined : after;
  const moved = was && is && (was[`${index}pk`] !== is[`${index}pk`] || was[`${index}sk`] !== is[`${index}sk`]);
  return moved ? kilobytes(was) + kilobytes(is) : Math.max(kilobytes(was), kilobytes(is));
}

/** An item around a write; a check of a transaction costs like a write and reaches no index. */
export interface Written {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly isCheck?: boolean;
}

const nameOf = (item: Item | undefined): string => {
  if (item?.entity !== "event") return item?.entity ?? "nothing";
  return String((item.data as { readonly type?: unknown }).type);
};

/** What the requests would have cost on demand. */
export class Meter {
  /** Write request units of the table itself; a transaction costs double. */
  wru = 0;
  /** Write request units of the indexes. */
  indexWru = 0;
  rru = 0;
  requests = 0;
  /** Write units of the table itself by what was written: an item's entity, an event's type. */
  readonly wruOf = new Map<string, number>();

  write(writes: readonly Written[]): void {
    this.requests += 1;
    const factor = writes.length > 1 || writes.some(({ isCheck }) => isCheck) ? 2 : 1;
    for (const { before, after, isCheck = false } of writes) {
      const units = factor * Math.max(1, kilobytes(before), kilobytes(after));
      this.wru += units;
      const what = nameOf(after ?? before);
      this.wruOf.set(what, (this.wruOf.get(what) ?? 0) + units);
      if (!isCheck) this.indexWru += indexUnits("gsi1", before, after) + indexUnits("gsi2", before, after);
    }
  }

  read(items: readonly (Item | undefined)[], consistent: boolean): void {
    this.requests += 1;
    const bytes = items.reduce((sum, item) => sum + (item ? bytesOf(item) : 0), 0);
    this.rru += Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
  }

  /** One request, and each item rounded up by itself. */
  readBatch(items: readonly (Item | undefined)[], consistent: boolean): void {
    for (const item of items) this.read([item], consistent);
    this.requests -= items.length - 1;
  }

  reset(): void {
    this.wru = this.indexWru = this.rru = this.requests = 0;
    this.wruOf.clear();
  }
}
