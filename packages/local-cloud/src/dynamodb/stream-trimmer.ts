import type { StreamStorage } from "./stream-storage.ts";

const TRIM_AFTER_MS = 250;
/** Kept for whoever reads the stream by hand when no mapping consumes it. */
const KEPT_WITHOUT_CONSUMER = 10_000;

/** Trims one table's stream in the background up to where its slowest consumer is, at most four times a second. */
export interface StreamTrimmer {
  consumed(consumer: string, sequence: number): void;
  later(): void;
  start(): void;
}

export function createTrimmer(storage: StreamStorage, table: string): StreamTrimmer {
  const positions = new Map<string, number>();
  let started = false;
  let waiting = false;

  function later(): void {
    if (waiting || !started) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      const upTo = positions.size === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...positions.values());
      if (!storage.trim(table, upTo, positions.size === 0 ? KEPT_WITHOUT_CONSUMER : 1)) later();
    }, TRIM_AFTER_MS).unref();
  }

  return {
    later,
    consumed(consumer, sequence) {
      positions.set(consumer, sequence);
      later();
    },
    start() {
      started = true;
      later();
    },
  };
}
