import { Problem } from "@alliance/core";
import { Conflict } from "./table.ts";

const attempts = 8;

/** Runs a use-case again when somebody else wrote first; a bounded number of times, from the load on. */
export async function retryingConflicts<Result>(useCase: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await useCase();
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      if (attempt === attempts) {
        throw new Problem("conflict", "Other people are changing this at the same moment. Please try again.");
      }
    }
  }
}
