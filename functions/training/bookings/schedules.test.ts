import fc from "fast-check";
import { expect, test } from "vitest";
import { schedule, wrongWith } from "./testing-schedules.ts";

test("whatever happens in whatever order, no seat is sold twice, none is lost, and a booking has one outcome", async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (steps) => {
      expect(await wrongWith(steps)).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);
