import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClinicContent } from "../schema/clinic.ts";
import { overlaps, slotsOf, stepsOf } from "./slots-of.ts";
import { clinicContent } from "./testing-clinic.ts";

const localsOf = (more: Parameters<typeof clinicContent>[0], now: string): string[] =>
  slotsOf(clinicContent(more), now).map(({ startsAtLocal }) => startsAtLocal);

test("an afternoon is cut into slots with a buffer between, and none that would end after it", () => {
  expect(localsOf({ daysAhead: 7 }, "2026-11-21T10:00:00.000Z")).toEqual([
    "2026-11-25T15:00",
    "2026-11-25T15:40",
    "2026-11-25T16:20",
  ]);
});

test("the expert keeps their hours on London's clocks when those change", () => {
  const days = ["2027-03-27", "2027-03-28", "2027-03-29"].map((date) => ({ date, from: "15:00", to: "15:30" }));
  const slots = slotsOf(clinicContent({ weekly: [], days, daysAhead: 14 }), "2027-03-20T10:00:00.000Z");
  expect(slots.map(({ startsAt }) => startsAt)).toEqual([
    "2027-03-27T15:00:00.000Z",
    "2027-03-28T14:00:00.000Z",
    "2027-03-29T14:00:00.000Z",
  ]);
  const night = [{ date: "2027-03-28", from: "00:30", to: "03:00" }];
  const inTheGap = localsOf({ weekly: [], days: night, daysAhead: 14 }, "2027-03-20T10:00:00.000Z");
  expect(inTheGap).toEqual(["2027-03-28T00:30", "2027-03-28T02:30"]);
});

test("nobody is offered a time in the school holidays, or when the expert is away, unless they say that they are there", () => {
  const from = "2026-12-15T10:00:00.000Z";
  const weekly = [{ weekday: 3, from: "15:00", to: "15:30" }];
  expect(localsOf({ weekly }, from)).toEqual(["2026-12-16T15:00", "2027-01-06T15:00"]);
  expect(localsOf({ weekly, inSchoolHolidays: true, daysAhead: 15 }, from)).toHaveLength(3);
  const away = { weekly, closedDays: ["2026-12-16"], days: [{ date: "2026-12-23", from: "09:00", to: "09:30" }] };
  expect(localsOf(away, from)).toEqual(["2026-12-23T09:00", "2027-01-06T15:00"]);
});

test("what is sooner than the notice, or further than the clinic looks ahead, is not offered", () => {
  expect(localsOf({ noticeHours: 4, daysAhead: 1 }, "2026-11-25T11:30:00.000Z")).toEqual([
    "2026-11-25T15:40",
    "2026-11-25T16:20",
  ]);
  expect(localsOf({ noticeHours: 336, daysAhead: 7 }, "2026-11-21T10:00:00.000Z")).toEqual([]);
});

describe("what a form may say of a clinic", () => {
  const wrong = (more: object): string[] => {
    const parsed = ClinicContent.safeParse({ ...clinicContent(), ...more });
    return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  };
  test.each([
    [{ weekly: [{ weekday: 3, from: "17:00", to: "15:00" }] }, "The end is after the beginning"],
    [{ weekly: [{ weekday: 3, from: "15:03", to: "17:00" }] }, "Use steps of five minutes, such as 15:45"],
    [{ slotMinutes: 0 }, "At least 10 minutes"],
    [{ slotMinutes: 33 }, "Use steps of five minutes"],
    [{ daysAhead: 500 }, "At most 84 days ahead, twelve weeks"],
    [{ format: "in-person" }, "Say where it takes place"],
  ])("%j is refused", (more, message) => {
    expect(wrong(more)).toContain(message);
  });
  test("as it stands nothing is wrong", () => expect(wrong({})).toEqual([]));
});

test("whatever the hours, no two slots of a clinic meet, and those that do share a step of the expert's time", () => {
  const time = fc.integer({ min: 0, max: 287 }).map((step) => {
    const minutes = step * 5;
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  });
  const opening = fc
    .tuple(time, time)
    .filter(([from, to]) => from < to)
    .map(([from, to]) => ({ date: "2027-03-28", from, to }));
  const clinics = fc.record({
    days: fc.array(opening, { maxLength: 4 }),
    slotMinutes: fc.integer({ min: 2, max: 12 }).map((steps) => steps * 5),
    bufferMinutes: fc.integer({ min: 0, max: 6 }).map((steps) => steps * 5),
  });
  fc.assert(
    fc.property(clinics, clinics, (one, other) => {
      const [a = [], b = []] = [one, other].map((more) =>
        slotsOf(clinicContent({ weekly: [], daysAhead: 1, noticeHours: 0, ...more }), "2027-03-27T10:00:00.000Z"),
      );
      for (const [at, slot] of a.entries()) {
        for (const next of a.slice(at + 1)) expect(overlaps(slot, next)).toBe(false);
        for (const theirs of b.slice(0, 5)) {
          const shared = stepsOf(slot).some((step) => stepsOf(theirs).includes(step));
          expect(shared).toBe(overlaps(slot, theirs));
        }
      }
    }),
    { numRuns: 40 },
  );
});
