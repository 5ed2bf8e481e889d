import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "@alliance/core";
import { Conflict } from "./table.ts";

const attempts = 8;

/** Longer each time and never the same for two, or those who met once would meet again: at most a second together. */
const pauseAfter = (attempt: number): Promise<void> => delay(Math.random() * 4 * 2 ** attempt);

/** Runs a use-case again when somebody else wrote first; a bounded number of times, from the load on. */
export async function retryingConflicts<Result>(
  useCase: () => Promise<Result>,
  pause: (attempt: number) => Promise<void> = pauseAfter,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await useCase();
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      if (attempt === attempts) {
        throw new Problem("conflict", "Other people are changing this at the same moment. Please try again.");
      }
      await pause(attempt);
    }
  }
}
