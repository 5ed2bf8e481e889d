import { expect, it } from "vitest";
import { LondonDateTime, londonDateTimeOf, londonInstantOf, whenInWords } from "./london-time.ts";

it("a time in London is another instant in summer than in winter", () => {
  expect(londonInstantOf("2027-03-27T13:00")).toBe("2027-03-27T13:00:00.000Z");
  expect(londonInstantOf("2027-03-28T13:00")).toBe("2027-03-28T12:00:00.000Z");
  expect(londonInstantOf("2027-10-31T13:00")).toBe("2027-10-31T13:00:00.000Z");
});

it("an instant reads as the wall clock shows it, midnight as the new day", () => {
  expect(londonDateTimeOf("2027-06-30T23:00:00.000Z")).toBe("2027-07-01T00:00");
  expect(londonDateTimeOf("2027-01-05T23:59:59.999Z")).toBe("2027-01-05T23:59");
});

it("the hour that comes twice is the first of the two, the one that is left out is no time", () => {
  expect(londonInstantOf("2027-10-31T01:30")).toBe("2027-10-31T00:30:00.000Z");
  expect(londonInstantOf("2027-03-28T01:30")).toBeUndefined();
});

it("refuses what no calendar and no clock has", () => {
  const isTime = (text: string) => LondonDateTime.safeParse(text).success;
  expect(
    ["2027-02-29T10:00", "2027-01-01T24:00", "2027-01-01", "2027-01-01T10:00:00", "2027-03-28T01:00"].map(isTime),
  ).toEqual([false, false, false, false, false]);
  expect(isTime("2028-02-29T10:00")).toBe(true);
});

it.each([
  ["2027-01-20T15:45", "2027-01-20T17:00", "Wednesday 20 January 2027, 15:45 to 17:00"],
  ["2027-07-01T09:30", "2027-07-02T16:00", "Thursday 1 July 2027, 09:30, to Friday 2 July 2027, 16:00"],
])("from %s to %s is said with its weekday", (startsAtLocal, endsAtLocal, words) => {
  expect(whenInWords({ startsAtLocal, endsAtLocal })).toBe(words);
});
