import { expect, test } from "vitest";
import { plusWorkingDays } from "./working-days.ts";

test("weekends do not count", () => {
  expect(plusWorkingDays("2026-11-20T10:00:00.000Z", 1)).toBe("2026-11-23T10:00:00.000Z");
  expect(plusWorkingDays("2026-11-21T10:00:00.000Z", 5)).toBe("2026-11-27T10:00:00.000Z");
  expect(plusWorkingDays("2026-11-16T10:00:00.000Z", 5)).toBe("2026-11-23T10:00:00.000Z");
  expect(plusWorkingDays("2026-11-16T10:00:00.000Z", 0)).toBe("2026-11-16T10:00:00.000Z");
});

test("the day is the one in London, also near midnight in summer", () => {
  // 23:30 on Sunday in UTC is Monday in London.
  expect(plusWorkingDays("2026-07-04T23:30:00.000Z", 1)).toBe("2026-07-05T23:30:00.000Z");
});
