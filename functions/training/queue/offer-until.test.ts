import { expect, test } from "vitest";
import { offerUntil } from "./offer-until.ts";

test.each([
  ["within a school day", "2026-11-23T09:00:00.000Z", 3, "2026-11-23T12:00:00.000Z"],
  ["over a night", "2026-11-23T15:00:00.000Z", 9, "2026-11-24T15:00:00.000Z"],
  ["asked before the office opens", "2026-11-23T05:30:00.000Z", 9, "2026-11-23T17:00:00.000Z"],
  ["asked late in the evening", "2026-11-23T22:00:00.000Z", 9, "2026-11-24T17:00:00.000Z"],
  ["over a weekend", "2026-11-20T16:00:00.000Z", 9, "2026-11-23T16:00:00.000Z"],
  ["over the Christmas holidays", "2026-12-18T16:00:00.000Z", 9, "2027-01-04T16:00:00.000Z"],
  ["over the change to summer time", "2027-03-25T16:30:00.000Z", 9, "2027-04-12T15:30:00.000Z"],
  ["in summer, by clocks in London", "2027-06-15T06:00:00.000Z", 9, "2027-06-15T16:00:00.000Z"],
])("%s", (_, from, hours, until) => expect(offerUntil(from, hours)).toBe(until));
