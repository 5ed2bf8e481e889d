import { isSchoolDay, plusDays, schoolCalendar, schoolDayOnOrAfter, schoolDayOnOrBefore } from "@alliance/core";
import { describe, expect, test } from "vitest";
import { daysOfSteps, dueStep, monthsToLookAt } from "./reminder-steps.ts";

const term = { startsOn: "2026-11-21", endsOn: "2027-08-31", graceDays: 30 };

describe("the school calendar", () => {
  test("knows weekends, half terms, bank holidays and the long holidays", () => {
    const closed = ["2026-11-21", "2026-10-28", "2027-05-03", "2026-12-25", "2027-03-26", "2027-08-10"];
    expect(closed.map((day) => isSchoolDay(day))).toEqual(closed.map(() => false));
    expect(["2026-11-20", "2026-11-02", "2027-01-04", "2027-03-25"].every((day) => isSchoolDay(day))).toBe(true);
  });

  test("is written down without gaps in its words: each year has a source, and its days are in order", () => {
    for (const { closed, source, academicYear } of schoolCalendar) {
      expect(source.length).toBeGreaterThan(20);
      expect(closed.every(([from, until]) => from <= until)).toBe(true);
      expect(closed.map(([from]) => from)).toEqual(closed.map(([from]) => from).toSorted());
      expect(closed[0]?.[0].startsWith(academicYear.slice(0, 4))).toBe(true);
    }
  });

  test("answers for years that nobody has written down yet", () => {
    expect(["2031-12-24", "2031-08-01", "2031-11-12"].map((day) => isSchoolDay(day))).toEqual([false, false, true]);
  });

  test("moves to the last school day before, or the first after", () => {
    expect(schoolDayOnOrBefore("2027-08-24")).toBe("2027-07-20");
    expect(schoolDayOnOrAfter("2027-08-24")).toBe("2027-09-03");
    expect(schoolDayOnOrBefore("2027-02-24")).toBe("2027-02-24");
  });
});

describe("the steps of a term", () => {
  test("before the end move to a school day before, after it to one after", () => {
    expect(daysOfSteps(term)).toEqual([
      { step: "90", day: "2027-05-28" },
      { step: "30", day: "2027-07-20" },
      { step: "7", day: "2027-07-20" },
      { step: "grace", day: "2027-09-03" },
      { step: "lapsed", day: "2027-10-01" },
    ]);
  });

  test("of two on the same day the later alone is due", () => {
    expect(dueStep(term, "2027-07-20")).toBe("7");
  });

  test("after missed nights the latest alone is due", () => {
    expect(dueStep(term, "2027-05-27")).toBeUndefined();
    expect(dueStep(term, "2027-05-31")).toBe("90");
    expect(dueStep(term, "2027-09-05")).toBe("grace");
  });

  test("a step that was missed for weeks is let go", () => {
    expect(dueStep(term, "2027-06-18")).toBe("90");
    expect(dueStep(term, "2027-06-19")).toBeUndefined();
  });

  test("without grace there is no letter about it, and a term that began late has no early reminder", () => {
    const short = { startsOn: "2027-06-15", endsOn: "2027-07-10", graceDays: 0 };
    expect(daysOfSteps(short).map(({ step }) => step)).toEqual(["7", "lapsed"]);
  });

  test("every day on which a step is due lies in a month that is looked at", () => {
    for (const graceDays of [0, 30, 120, 366]) {
      for (const { day } of daysOfSteps({ ...term, graceDays })) {
        for (const late of [0, 21]) expect(monthsToLookAt(plusDays(day, late))).toContain("2027-08");
      }
    }
  });
});
