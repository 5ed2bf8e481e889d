import { expect, test } from "vitest";
import { compileSchedule, latestBetween } from "./schedule-expression.ts";

const at = (text: string) => Date.parse(text);
const next = (expression: string, after: string, zone = "UTC") => {
  const found = compileSchedule(expression, zone, 0)(at(after));
  return found === undefined ? undefined : new Date(found).toISOString().replace(":00.000Z", "Z");
};

const cases: readonly (readonly [expression: string, after: string, expected: string | undefined])[] = [
  ["cron(0 6 * * ? *)", "2026-11-21T05:59Z", "2026-11-21T06:00Z"],
  ["cron(0 6 * * ? *)", "2026-11-21T06:00Z", "2026-11-22T06:00Z"],
  ["cron(0/15 * * * ? *)", "2026-11-21T23:46Z", "2026-11-22T00:00Z"],
  ["cron(5,35 14 * * ? *)", "2026-11-21T14:05Z", "2026-11-21T14:35Z"],
  ["cron(0 10 ? * MON-FRI *)", "2026-11-20T10:00Z", "2026-11-23T10:00Z"],
  ["cron(0 10 ? * 2 *)", "2026-11-20T10:00Z", "2026-11-23T10:00Z"],
  ["cron(0 8 1 * ? *)", "2026-11-21T00:00Z", "2026-12-01T08:00Z"],
  ["cron(0 8 L * ? *)", "2027-02-01T00:00Z", "2027-02-28T08:00Z"],
  ["cron(0 8 L * ? *)", "2028-02-01T00:00Z", "2028-02-29T08:00Z"],
  ["cron(0 8 15W * ? *)", "2026-11-01T00:00Z", "2026-11-16T08:00Z"],
  ["cron(0 8 1W * ? *)", "2026-07-31T09:00Z", "2026-08-03T08:00Z"],
  ["cron(0 8 31W * ? *)", "2027-01-01T00:00Z", "2027-01-29T08:00Z"],
  ["cron(0 8 ? * 6L *)", "2026-11-01T00:00Z", "2026-11-27T08:00Z"],
  ["cron(0 8 ? * 3#1 *)", "2026-11-21T00:00Z", "2026-12-01T08:00Z"],
  ["cron(0 8 ? * TUE#5 *)", "2026-11-21T00:00Z", "2026-12-29T08:00Z"],
  ["cron(0 0 29 2 ? *)", "2026-11-21T00:00Z", "2028-02-29T00:00Z"],
  ["cron(0 0 1 SEP ? 2027)", "2026-11-21T00:00Z", "2027-09-01T00:00Z"],
  ["cron(0 0 1 1 ? 2020)", "2026-11-21T00:00Z", undefined],
  ["cron(0 0 31 2 ? *)", "2026-11-21T00:00Z", undefined],
  ["at(2026-12-24T18:00:00)", "2026-11-21T00:00Z", "2026-12-24T18:00Z"],
  ["at(2026-12-24T18:00:00)", "2026-12-24T18:00Z", undefined],
  ["rate(1 day)", "1970-01-01T00:00Z", "1970-01-02T00:00Z"],
  ["rate(5 minutes)", "2026-11-21T00:03Z", "2026-11-21T00:05Z"],
];

test.each(cases)("%s after %s", (expression, after, expected) => {
  expect(next(expression, after)).toBe(expected);
});

test("a schedule in Europe/London keeps its time of day in summer and in winter", () => {
  expect(next("cron(0 7 * * ? *)", "2026-07-01T00:00Z", "Europe/London")).toBe("2026-07-01T06:00Z");
  expect(next("cron(0 7 * * ? *)", "2026-12-01T00:00Z", "Europe/London")).toBe("2026-12-01T07:00Z");
});

test("a time that the clocks skip in spring is skipped; one that they repeat in autumn fires once", () => {
  const daily = "cron(30 1 * * ? *)";
  expect(next(daily, "2027-03-27T02:00Z", "Europe/London")).toBe("2027-03-29T00:30Z");
  expect(next(daily, "2027-10-30T12:00Z", "Europe/London")).toBe("2027-10-31T00:30Z");
  expect(next(daily, "2027-10-31T00:30Z", "Europe/London")).toBe("2027-11-01T01:30Z");
});

test("a rate counts from its anchor", () => {
  const tenMinutes = compileSchedule("rate(10 minutes)", "UTC", at("2026-11-21T00:03Z"));
  expect(tenMinutes(at("2026-11-21T00:03Z"))).toBe(at("2026-11-21T00:13Z"));
  expect(tenMinutes(at("2026-11-21T01:00Z"))).toBe(at("2026-11-21T01:03Z"));
});

test("of many missed occurrences only the latest is named", () => {
  const daily = compileSchedule("cron(0 6 * * ? *)", "UTC", 0);
  expect(latestBetween(daily, at("2026-11-21T00:00Z"), at("2027-09-21T05:00Z"))).toBe(at("2027-09-20T06:00Z"));
  expect(latestBetween(daily, at("2026-11-21T06:00Z"), at("2026-11-22T05:59Z"))).toBeUndefined();
  const yearly = compileSchedule("cron(0 6 1 9 ? *)", "UTC", 0);
  expect(latestBetween(yearly, at("2026-11-21T00:00Z"), at("2029-08-01T00:00Z"))).toBe(at("2028-09-01T06:00Z"));
});

test.each([
  ["every day", /not rate/],
  ["rate(1 minutes)", /rate/],
  ["rate(2 minute)", /rate/],
  ["rate(0 minutes)", /rate/],
  ["rate(2 weeks)", /rate/],
  ["cron(0 6 * * *)", /six fields/],
  ["cron(0 6 * * * *)", /must have a \?/],
  ["cron(0 6 ? * ? *)", /must have a \?/],
  ["cron(60 6 * * ? *)", /out of range/],
  ["cron(0 6 * * MONDAY *)", /must have a \?/],
  ["cron(0 6 ? * MONDAY *)", /not understood/],
  ["cron(5-1 6 * * ? *)", /out of range/],
  ["cron(0 6 ? * 9L *)", /out of range/],
  ["at(2026-12-24)", /not a date and time/],
])("%s is refused", (expression, says) => {
  expect(() => compileSchedule(expression, "UTC", 0)).toThrow(says);
});

test("a time that does not exist, and a zone that does not, are refused", () => {
  expect(() => compileSchedule("at(2027-03-28T01:30:00)", "Europe/London", 0)).toThrow(/does not exist/);
  expect(() => compileSchedule("rate(1 hour)", "Europe/Atlantis", 0)).toThrow(RangeError);
});
