import type { LocalClock } from "../contract.ts";

/** Waits that end early: by a nudge, because the platform's clock was moved past them, or at the stop. */
export interface Pauses {
  /** True after the time (of the platform's clock) or a nudge; false when stopped. */
  wait(milliseconds: number, nudge?: Nudge): Promise<boolean>;
  stop(): void;
}

/** Remembers that something happened while nobody waited. */
export interface Nudge {
  give(): void;
  /** Takes the nudge away; whether there was one. */
  take(): boolean;
  readonly given: boolean;
  onGive(listener: (() => void) | undefined): void;
}

export function createNudge(): Nudge {
  let given = false;
  let listener: (() => void) | undefined;
  return {
    give() {
      given = true;
      listener?.();
    },
    take() {
      const was = given;
      given = false;
      return was;
    },
    get given() {
      return given;
    },
    onGive(next) {
      listener = next;
    },
  };
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createPauses(clock: LocalClock): Pauses {
  const waiting = new Set<() => void>();
  let stopped = false;
  const wakeAll = () => {
    for (const wake of [...waiting]) wake();
  };
  clock.onMove(wakeAll);
  return {
    async wait(milliseconds, nudge) {
      const until = clock.now() + milliseconds;
      while (!stopped && clock.now() < until && !nudge?.given) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(wake, Math.min(until - clock.now() + 1, LONGEST_TIMER_MS)).unref();
          function wake(): void {
            clearTimeout(timer);
            waiting.delete(wake);
            nudge?.onGive(undefined);
            resolve();
          }
          waiting.add(wake);
          nudge?.onGive(wake);
        });
      }
      return !stopped;
    },
    stop() {
      stopped = true;
      wakeAll();
    },
  };
}
