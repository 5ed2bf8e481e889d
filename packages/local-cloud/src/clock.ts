import type { DatabaseSync } from "node:sqlite";
import type { LocalClock } from "./contract.ts";

const RealDate = globalThis.Date;

/** The machine's own instant in epoch milliseconds, whatever the platform's clock was moved to: for timings. */
export const wallNow: () => number = RealDate.now.bind(RealDate);

export interface MovableClock extends LocalClock {
  /** One Float64: the milliseconds added to the machine's clock, shared with the worker threads. */
  readonly shared: SharedArrayBuffer;
  offsetMs(): number;
  /** Moves forward; throws a `RangeError` for an instant that is past or not a date. Durable. */
  moveTo(instant: number): void;
  moveForward(milliseconds: number): void;
}

const LATEST_INSTANT = RealDate.UTC(2200, 0, 1);

/** The platform's clock; where it was moved to survives a restart in `state`. */
export function createClock(state: DatabaseSync): MovableClock {
  state.exec("CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset_ms INTEGER NOT NULL)");
  const shared = new SharedArrayBuffer(8);
  const cell = new Float64Array(shared);
  const row = state.prepare("SELECT offset_ms AS offsetMs FROM clock WHERE id = 1").get();
  cell[0] = Number(row?.offsetMs ?? 0);
  const save = state.prepare(
    "INSERT INTO clock VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET offset_ms = excluded.offset_ms",
  );
  const listeners: (() => void)[] = [];
  const offsetMs = () => cell[0] ?? 0;
  const now = () => wallNow() + offsetMs();

  function moveForward(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) {
      throw new RangeError("The clock only moves forward: time that has passed cannot be undone.");
    }
    if (now() + milliseconds > LATEST_INSTANT) throw new RangeError("The clock cannot be moved beyond the year 2200.");
    const moved = Math.round(offsetMs() + milliseconds);
    save.run(moved);
    cell[0] = moved;
    for (const listener of listeners) listener();
  }

  return {
    shared,
    offsetMs,
    now,
    moveForward,
    moveTo: (instant) => moveForward(instant - now()),
    onMove: (listener) => void listeners.push(listener),
  };
}

/** Makes `Date` of this thread follow the platform's clock; returns what puts the machine's own back. */
export function shiftDate(shared: SharedArrayBuffer): () => void {
  const cell = new Float64Array(shared);
  const now = () => wallNow() + (cell[0] ?? 0);
  const previous = globalThis.Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });
  return () => {
    globalThis.Date = previous;
  };
}
