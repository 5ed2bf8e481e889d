import { hundredsOf, placeOf } from "./batches.ts";
import { type Write, writesOf } from "./commit.ts";
import { encodeCursor, refuseConsistentIndex, startOf } from "./dynamo-query.ts";
import { fromItem, type Item } from "./item.ts";
import { MemoryItems } from "./memory-items.ts";
import { Meter, type Written } from "./meter.ts";
import { type Change, Conflict, type Key, type Origin, type Pattern, type Table } from "./table.ts";

const asKey = (item: Item): Key => ({ pk: item.pk, sk: item.sk });
const keyOf = (write: Write): Key => (write.kind === "put" ? asKey(write.item) : write.key);

/** DynamoDB's answers from memory, for tests: the same contract suite runs on both. Meters what AWS would charge. */
export class MemoryTable implements Table {
  readonly items = new MemoryItems();
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

  async query(...[pattern, schema, options]: Parameters<Table["query"]>): Promise<never> {
    if (pattern.limit < 1 || pattern.limit > 100) throw new RangeError(`limit ${pattern.limit} is not 1 to 100`);
    refuseConsistentIndex(pattern, options);
    const { index = "", pk, skPrefix: prefix = "", descending = false, limit } = pattern;
    const after = startOf(pattern).ExclusiveStartKey;
    const page = this.items.page({ index, pk, prefix, descending, limit, ...(after ? { after } : {}) });
    this.meter.read(page, options?.consistent ?? false);
    const last = page.at(-1);
    const items = page.map((item) => fromItem(item, schema));
    const isMore = last !== undefined && page.length === limit;
    return (isMore ? { items, cursor: encodeCursor(cursorKey(last, pattern)) } : { items }) as never;
  }

  async commit(change: Change, origin: Origin): Promise<void> {
    const writes = writesOf(change, origin);
    this.meter.write(writes.map((write) => this.#around(write)));
    for (const write of writes) this.#check(write);
    for (const write of writes) {
      if (write.kind === "put") this.items.set(placeOf(asKey(write.item)), structuredClone(write.item));
      if (write.kind === "remove") this.items.delete(placeOf(write.key));
    }
  }

  /** The events that were committed, in the order of their ids: what the relay would publish. */
  outbox(): readonly unknown[] {
    const events = [...this.items.values()].filter((item) => item.entity === "event");
    return events.sort((a, b) => (a.sk < b.sk ? -1 : 1)).map((item) => structuredClone(item.data));
  }

  #around(write: Write): Written {
    const before = this.items.get(placeOf(keyOf(write)));
    if (write.kind === "expect") return { before, after: before, isCheck: true };
    return { before, after: write.kind === "put" ? write.item : undefined };
  }

  #check(write: Write): void {
    const stored = this.items.get(placeOf(keyOf(write)));
    if ((stored?.version ?? 0) === write.mustBe) return;
    throw new Conflict("written by somebody else first");
  }
}

function cursorKey(item: Item, pattern: Pattern): Record<string, unknown> {
  const { index } = pattern;
  return {
    pk: item.pk,
    sk: item.sk,
    ...(index ? { [`${index}pk`]: item[`${index}pk`], [`${index}sk`]: item[`${index}sk`] } : {}),
  };
}
