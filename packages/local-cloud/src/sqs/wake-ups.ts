import type { LocalClock } from "../contract.ts";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Wakes the readers of a queue when a message is or becomes visible, also because the clock was moved. */
export function createWakeUps(clock: LocalClock, nextVisibleAt: (queue: string) => number | null | undefined) {
  const listeners = new Map<string, (() => void)[]>();
  const timers = new Map<string, NodeJS.Timeout>();
  const waking = new Set<string>();
  let stopped = false;

  const wake = (queue: string) => {
    for (const listener of listeners.get(queue) ?? []) listener();
  };

  /** After the present transaction has committed: nothing here runs before the event loop turns. */
  function soon(queue: string): void {
    if (waking.has(queue) || !listeners.has(queue)) return;
    waking.add(queue);
    setImmediate(() => {
      waking.delete(queue);
      if (!stopped) wake(queue);
    });
  }

  function later(queue: string): void {
    if (stopped || !listeners.has(queue)) return;
    clearTimeout(timers.get(queue));
    timers.delete(queue);
    const at = nextVisibleAt(queue);
    if (at === null || at === undefined) return;
    const wait = Math.min(Math.max(at - clock.now(), 0) + 1, LONGEST_TIMER_MS);
    const timer = setTimeout(() => {
      wake(queue);
      later(queue);
    }, wait).unref();
    timers.set(queue, timer);
  }

  clock.onMove(() => {
    for (const queue of listeners.keys()) {
      soon(queue);
      later(queue);
    }
  });

  return {
    soon,
    later,
    onWake(queue: string, listener: () => void) {
      listeners.set(queue, [...(listeners.get(queue) ?? []), listener]);
    },
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
