import { describe, expect, it } from "vitest";
import { LondonDate, Money } from "./components/formatted.tsx";
import { formatDate, formatDateTime, formatTime } from "./format.ts";

describe("dates", () => {
  it("are the day it is in London, also in the first hour of a summer day", () => {
    expect(formatDate("2026-11-21T20:06:00.000Z")).toBe("21 November 2026");
    expect(formatDate("2026-06-30T23:30:00.000Z")).toBe("1 July 2026");
    expect(formatDate("2026-09-01")).toBe("1 September 2026");
    expect(formatTime("2026-07-01T20:06:00.000Z")).toBe("21:06");
    expect(formatDateTime("2026-11-21T20:06:00.000Z")).toBe("21 November 2026 at 20:06");
  });

  it("are refused when they are none", () => {
    expect(() => formatDate("soon")).toThrow(RangeError);
  });

  it("are marked up for machines", () => {
    expect(String(<LondonDate value="2026-09-01" />)).toBe(
      '<time class="app-date" datetime="2026-09-01">1 September 2026</time>',
    );
  });
});

it("money is written in pounds and pence", () => {
  expect(String(<Money amountPence={123_450} />)).toContain("£1,234.50");
});
