import { Problem } from "@alliance/core";
import { expect, it } from "vitest";
import { retryingConflicts } from "./retry.ts";
import { Conflict } from "./table.ts";

/** Loses this many times before it wins. */
function losing(times: number) {
  let calls = 0;
  return async () => {
    calls++;
    if (calls <= times) throw new Conflict();
    return calls;
  };
}

it("whoever lost waits longer each time, and wins in the end", async () => {
  const pauses: number[] = [];
  const pause = async (attempt: number) => void pauses.push(attempt);
  expect(await retryingConflicts(losing(3), pause)).toBe(4);
  expect(pauses).toEqual([1, 2, 3]);
});

it("eight losses are told as a conflict, without another wait", async () => {
  const pauses: number[] = [];
  const pause = async (attempt: number) => void pauses.push(attempt);
  await expect(retryingConflicts(losing(8), pause)).rejects.toEqual(expect.any(Problem));
  expect(pauses).toHaveLength(7);
});

it("anything else is nobody's race: it is not tried again", async () => {
  let calls = 0;
  const broken = async () => {
    calls++;
    throw new Error("broken");
  };
  await expect(retryingConflicts(broken)).rejects.toThrow("broken");
  expect(calls).toBe(1);
});
