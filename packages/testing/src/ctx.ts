import type { Actor, Clock, Ids } from "@alliance/core";
import { draft, type Envelope, type EventContract } from "@alliance/events";
import type { Ctx } from "@alliance/store";
import { MemoryTable } from "@alliance/store/memory";
import type * as z from "zod";
import { LogBook } from "./log.ts";

/** A clock that stands still until a test moves it. */
export class FixedClock implements Clock {
  #now: number;
  constructor(now = "2026-11-21T10:00:00.000Z") {
    this.#now = Date.parse(now);
  }
  now(): string {
    return new Date(this.#now).toISOString();
  }
  moveSeconds(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

/** app_…0001, app_…0002: the same ids in every run. */
export function countingIds(): Ids {
  let count = 0;
  return { next: (prefix) => `${prefix}_01KAK3F0Q8${String(++count).padStart(16, "0")}` };
}

export interface TestCtx extends Ctx {
  readonly table: MemoryTable;
  readonly clock: FixedClock;
  readonly log: LogBook;
}

/** A whole context in memory. `as` gives the same world to somebody else. */
export function testCtx(actor: Actor, world: Partial<TestCtx> = {}): TestCtx {
  return {
    actor,
    table: new MemoryTable(),
    clock: new FixedClock(),
    ids: countingIds(),
    log: new LogBook(),
    correlationId: "1-00000001-000000000000000000000001",
    ...world,
  };
}

export const as = (ctx: TestCtx, actor: Actor): TestCtx => ({ ...ctx, actor });

/** An event as a consumer would get it from the bus. */
export function eventOf<Schema extends z.ZodType>(
  contract: EventContract<string, Schema>,
  data: z.infer<Schema>,
  more: Partial<Envelope> = {},
): Omit<Envelope, "data"> & { data: z.infer<Schema> } {
  const event = draft(contract, data);
  return {
    id: "evt_01KAK3F0Q8J5W2M7X9B4C6D8EV",
    type: event.type,
    version: event.version,
    occurredAt: "2026-11-21T10:00:00.000Z",
    correlationId: "1-00000001-000000000000000000000001",
    actor: "system:test",
    ...more,
    data,
  };
}

/** The events committed so far, by type, oldest first. */
export const published = (ctx: TestCtx): Envelope[] => ctx.table.outbox() as Envelope[];
