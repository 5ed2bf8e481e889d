import { hundredsOf, placeOf } from "./batches.ts";
import { type Write, writesOf } from "./commit.ts";
import { decodeCursor, encodeCursor } from "./dynamo-query.ts";
import { fromItem, type Item } from "./item.ts";
import { Meter } from "./meter.ts";
import { type Change, Conflict, type Key, type Origin, type Pattern, type Table } from "./table.ts";

const asKey = (item: Item): Key => ({ pk: item.pk, sk: item.sk });

/** DynamoDB's answers from memory, for tests: the same contract suite runs on both. Meters what AWS would charge. */
export class MemoryTable implements Table {
  readonly items = new Map<string, Item>();
  readonly meter = new Meter();

  async get(...[key, schema, options]: Parameters<Table["get"]>): Promise<never> {
    const item = this.items.get(placeOf(key));
    this.meter.read([item], options?.consistent ?? false);
    return (item === undefined ? undefined : fromItem(item, schema)) as never;
  }

  async getMany(...[keys, schema, options]: Parameters<Table["getMany"]>): Promise<never> {
    for (const some of hundredsOf(keys)) {
      const items = some.map((key) => this.items.get(placeOf(key)));
      this.meter.readBatch(items, options?.consistent ?? false);
    }
    return keys.map((key) => {
      const item = this.items.get(placeOf(key));
      return item === undefined ? undefined : fromItem(item, schema);
    }) as never;
  }

  async query(...[pattern, schema]: Parameters<Table["query"]>): Promise<never> {
    if (pattern.limit < 1 || pattern.limit > 100) throw new RangeError(`limit ${pattern.limit} is not 1 to 100`);
    const matching = this.#matching(pattern);
    const page = matching.slice(0, pattern.limit);
    this.meter.read(page, false);
    const last = page.at(-1);
    const more = last !== undefined && page.length === pattern.limit && matching.length >= pattern.limit;
    const items = page.map((item) => fromItem(item, schema));
    return (more ? { items, cursor: encodeCursor(cursorKey(last, pattern)) } : { items }) as never;
  }

  async commit(change: Change, origin: Origin): Promise<void> {
    const writes = writesOf(change, origin);
    this.meter.write(
      writes.map((write) => ({
        before: this.items.get(placeOf(write.kind === "put" ? asKey(write.item) : write.key)),
        after: write.kind === "put" ? write.item : undefined,
      })),
    );
    for (const write of writes) this.#check(write);
    for (const write of writes) {
      if (write.kind === "put") this.items.set(placeOf(asKey(write.item)), structuredClone(write.item));
      else this.items.delete(placeOf(write.key));
    }
  }

  /** The events that were committed, in the order of their ids: what the relay would publish. */
  outbox(): readonly unknown[] {
    const events = [...this.items.values()].filter((item) => item.entity === "event");
    return events.sort((a, b) => (a.sk < b.sk ? -1 : 1)).map((item) => structuredClone(item.data));
  }

  #check(write: Write): void {
    const stored = this.items.get(placeOf(write.kind === "put" ? asKey(write.item) : write.key));
    if ((stored?.version ?? 0) === write.mustBe) return;
    throw new Conflict("written by somebody else first");
  }

  #matching(pattern: Pattern): Item[] {
    const [pk, sk] = pattern.index ? [`${pattern.index}pk`, `${pattern.index}sk`] : ["pk", "sk"];
    const start = decodeCursor(pattern).ExclusiveStartKey;
    const direction = pattern.descending ? -1 : 1;
    const order = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
      direction * compare(`${a[sk]}\n${a.pk}\n${a.sk}`, `${b[sk]}\n${b.pk}\n${b.sk}`);
    return [...this.items.values()]
      .filter((item) => item[pk] === pattern.pk && String(item[sk]).startsWith(pattern.skPrefix ?? ""))
      .filter((item) => start === undefined || order(item, start) > 0)
      .sort(order);
  }
}

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function cursorKey(item: Item, pattern: Pattern): Record<string, unknown> {
  const { index } = pattern;
  return {
    pk: item.pk,
    sk: item.sk,
    ...(index ? { [`${index}pk`]: item[`${index}pk`], [`${index}sk`]: item[`${index}sk`] } : {}),
  };
}
