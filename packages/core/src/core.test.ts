import { describe, expect, it } from "vitest";
import { epochSeconds, plusHours, plusMinutes } from "./clock.ts";
import { derivedIds, idOf, systemIds } from "./ids.ts";
import { AcademicYearName, academicYearOf, londonDateOf, plusDays } from "./london.ts";
import { pounds } from "./money.ts";

describe("days in London", () => {
  it("knows the name of a year when it sees one", () => {
    const isName = (name: string) => AcademicYearName.safeParse(name).success;
    expect(["2026-27", "2099-00", "2026-28", "26-27", "0000-01"].map(isName)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("in summer the day begins an hour before it does in UTC", () => {
    expect(londonDateOf("2026-06-30T22:59:59.999Z")).toBe("2026-06-30");
    expect(londonDateOf("2026-06-30T23:00:00.000Z")).toBe("2026-07-01");
    expect(londonDateOf("2026-12-31T23:59:59.999Z")).toBe("2026-12-31");
  });

  it("the academic year turns at midnight of London, not of UTC", () => {
    expect(academicYearOf(londonDateOf("2026-08-31T22:59:59.999Z")).name).toBe("2025-26");
    expect(academicYearOf(londonDateOf("2026-08-31T23:00:00.000Z"))).toEqual({
      name: "2026-27",
      startsOn: "2026-09-01",
      endsOn: "2027-08-31",
    });
    expect(academicYearOf("2099-12-31").name).toBe("2099-00");
  });

  it("days are counted over the end of a month, a leap year and a clock change", () => {
    expect(plusDays("2026-11-21", 30)).toBe("2026-12-21");
    expect(plusDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(plusDays("2026-10-24", 2)).toBe("2026-10-26");
    expect(plusDays("2026-03-01", -1)).toBe("2026-02-28");
  });

  it("instants are counted in seconds of the clock", () => {
    expect(plusMinutes("2026-10-25T00:30:00.000Z", 60)).toBe("2026-10-25T01:30:00.000Z");
    expect(plusHours("2026-12-31T23:00:00.000Z", 2)).toBe("2027-01-01T01:00:00.000Z");
    expect(epochSeconds("1970-01-01T00:01:00.999Z")).toBe(60);
  });
});

describe("money", () => {
  it.each([
    [0, "£0.00"],
    [5, "£0.05"],
    [123450, "£1,234.50"],
    [100000000, "£1,000,000.00"],
    [-1250, "−£12.50"],
  ])("%i pence reads %s", (amountPence, text) => expect(pounds(amountPence)).toBe(text));
});

describe("ids", () => {
  it("are ours only with the right prefix and the right letters", () => {
    expect(idOf("app").safeParse(systemIds.next("app")).success).toBe(true);
    for (const wrong of [
      "app_",
      "org_01KAK3F0Q8J5W2M7X9B4C6D8EF",
      "app_01KAK3F0Q8J5W2M7X9B4C6D8EI",
      "app_01KAK3F0Q8J5W2M7X9B4C6D8EF\n",
    ]) {
      expect(idOf("app").safeParse(wrong).success).toBe(false);
    }
  });

  it("of the same seed come out the same, of another not, and never twice", () => {
    const make = (seed: string) => {
      const ids = derivedIds(seed, "2026-11-21T10:00:00.000Z");
      return [ids.next("app"), ids.next("app"), ids.next("org")];
    };
    expect(make("event 1")).toEqual(make("event 1"));
    expect(new Set([...make("event 1"), ...make("event 2")]).size).toBe(6);
    expect(make("event 1").every((id) => idOf(id.slice(0, 3)).safeParse(id).success)).toBe(true);
  });
});
