/** Remembers for a while which request wrote an item, so that its stream record continues that request's trace. */
export interface WriteTraces {
  wrote(key: string, traceId: string): void;
  find(key: string): string | undefined;
  /** An item that time-to-live removed: its record says that the service did it. */
  expire(key: string): void;
  wasExpired(key: string): boolean;
}

const REMEMBERED = 20_000;

export function createWriteTraces(): WriteTraces {
  const traces = new Map<string, string>();
  const expired = new Set<string>();
  return {
    wrote(key, traceId) {
      traces.delete(key);
      traces.set(key, traceId);
      expired.delete(key);
      forgetOldest(traces);
    },
    find: (key) => traces.get(key),
    expire(key) {
      expired.add(key);
      forgetOldest(expired);
    },
    wasExpired: (key) => expired.has(key),
  };
}

function forgetOldest(memory: Map<string, string> | Set<string>): void {
  if (memory.size <= REMEMBERED) return;
  const oldest = memory.keys().next();
  if (!oldest.done) memory.delete(oldest.value);
}
