import { expect, test } from "vitest";
import { hoursOf } from "./hours-of.ts";

test.each([
  ["2027-01-20T15:45", "2027-01-20T17:00", 1.25],
  ["2027-01-20T13:00", "2027-01-20T16:00", 3],
  ["2027-03-27T09:30", "2027-03-28T16:00", 13],
  ["2027-01-20T22:00", "2027-01-21T01:00", 3],
  ["2027-01-20T10:00", "2027-01-20T10:05", 0.25],
])("from %s to %s are %d hours", (startsAtLocal, endsAtLocal, hours) => {
  expect(hoursOf({ startsAtLocal, endsAtLocal })).toBe(hours);
});
