import { expect, it } from "vitest";
import { formatDay, formatPence, formatPeriod, formatRate } from "./format.ts";

it.each([
  [0, "£0.00"],
  [5, "£0.05"],
  [48_000, "£480.00"],
  [123_456_789, "£1,234,567.89"],
  [-1_250, "−£12.50"],
])("%d pence reads %s", (pence, text) => {
  expect(formatPence(pence)).toBe(text);
});

it("days, periods and rates read as a finance office writes them", () => {
  expect(formatDay("2026-09-01")).toBe("1 September 2026");
  expect(formatPeriod("2026-09-01", "2027-08-31")).toBe("1 September 2026 to 31 August 2027");
  expect(formatPeriod("2026-09-01", undefined)).toBe("1 September 2026");
  expect(formatPeriod(undefined, "2026-09-01")).toBe("To 1 September 2026");
  expect(formatPeriod(undefined, undefined)).toBeUndefined();
  expect([formatRate("standard", 20), formatRate("exempt", 0), formatRate("zero", 0)]).toEqual(["20%", "Exempt", "0%"]);
});
