import { expect, test } from "vitest";
import { checkSchedules } from "./testing-schedules.ts";

test("whatever happens in whatever order, no seat is sold twice, none is lost, and a booking has one outcome", async () => {
  // Others in each run; what a hundred thousand came to is in docs/budgets.md.
  expect(await checkSchedules(150)).toEqual([]);
}, 60_000);
