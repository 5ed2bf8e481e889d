import { plusDays } from "@alliance/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MembershipType, TypeContent } from "../schema/membership-type.ts";
import { builtInType, builtInVersions } from "./built-in-types.ts";
import { explainPrice } from "./explain-price.ts";
import { type Joiner, priceOf } from "./price-of.ts";
import { monthsLeft, termDatesOf } from "./term-dates.ts";

const typeNamed = (id: string): MembershipType => {
  const found = builtInType(id);
  if (found === undefined) throw new Error(`no type ${id}`);
  return found;
};
const school = typeNamed("school");
const of = (joinsOn: string, more: Partial<Joiner> = {}): Joiner => ({ kind: "school", pupils: 210, joinsOn, ...more });
const told = (type: MembershipType, joiner: Joiner): readonly string[] =>
  explainPrice(type, joiner, priceOf(type, joiner));

describe("the price of a school", () => {
  test("is a twelfth for each month that is left, the current one included", () => {
    expect(priceOf(school, of("2027-03-20"))).toMatchObject({
      startsOn: "2027-03-20",
      endsOn: "2027-08-31",
      academicYear: "2026-27",
      monthsPaid: 6,
      netPence: 12_500,
      vatPence: 2_500,
      totalPence: 15_000,
      lines: [{ description: "School membership, academic year 2026-27", vatRatePercent: 20, netPence: 12_500 }],
    });
    expect(told(school, of("2027-03-20"))).toEqual([
      "School membership costs £250 a year for schools of up to 300 pupils.",
      "You join in March, so you pay 6 of 12 months: £125. It runs until 31 August 2027.",
      "VAT at 20% (£25) is added, which makes £150.",
    ]);
  });

  test("is the whole price in September", () => {
    expect(priceOf(school, of("2026-09-01"))).toMatchObject({ monthsPaid: 12, netPence: 25_000 });
    expect(told(school, of("2026-09-30"))[1]).toBe("It runs until 31 August 2027, the end of the academic year.");
  });

  test("gives the rest of the year to those who come late, and covers the whole next one", () => {
    expect(priceOf(school, of("2027-06-01"))).toMatchObject({
      endsOn: "2028-08-31",
      academicYear: "2026-27",
      rollsOver: true,
      netPence: 25_000,
      lines: [{ description: "School membership, rest of 2026-27 and academic year 2027-28" }],
    });
    expect(priceOf(school, of("2027-05-31"))).toMatchObject({ endsOn: "2027-08-31", monthsPaid: 4 });
    expect(told(school, of("2027-08-31"))[1]).toContain("The rest of this academic year is free");
  });

  test.each([
    [300, 25_000, "for schools of up to 300 pupils"],
    [301, 40_000, "for schools of up to 1,000 pupils"],
    [1_000, 40_000, "for schools of up to 1,000 pupils"],
    [1_001, 60_000, "for schools of more than 1,000 pupils"],
    [0, 25_000, "for schools of up to 300 pupils"],
  ])("with %d pupils is %d pence a year", (pupils, netPence, words) => {
    expect(priceOf(school, of("2026-09-01", { pupils })).netPence).toBe(netPence);
    expect(told(school, of("2026-09-01", { pupils }))[0]).toContain(words);
  });

  test("is the lowest where the register does not say how many pupils, and says so", () => {
    const { pupils: _, ...unknown } = of("2026-09-01");
    expect(priceOf(school, unknown).netPence).toBe(25_000);
    expect(told(school, unknown)[1]).toContain("does not say how many pupils");
  });
});

test("a trust pays by its schools, a business for twelve months from its day", () => {
  const trust = typeNamed("trust");
  const joiner: Joiner = { kind: "trust", schools: 6, joinsOn: "2026-09-10" };
  expect(priceOf(trust, joiner).netPence).toBe(200_000);
  expect(told(trust, joiner)[0]).toBe("Trust membership costs £2,000 a year for trusts of up to 15 schools.");
  const business = typeNamed("business-partner");
  expect(told(business, { kind: "business", joinsOn: "2027-03-05" })).toEqual([
    "Business partner costs £1,500 a year.",
    "It runs for twelve months, until 4 March 2028.",
    "VAT at 20% (£300) is added, which makes £1,800.",
  ]);
});

test.each([
  ["2028-02-29", "2029-02-28"],
  ["2027-03-01", "2028-02-29"],
  ["2027-02-28", "2028-02-27"],
  ["2026-01-01", "2026-12-31"],
])("a rolling year from %s runs until %s", (from, until) => {
  expect(termDatesOf({ kind: "rolling-year", proRata: "none" }, from).endsOn).toBe(until);
});

test.each([
  ["zero", "VAT is charged at 0%."],
  ["exempt", "It is exempt from VAT: none is added."],
  ["outside", "It is outside the scope of VAT: none is added."],
] as const)("%s adds nothing and says so", (vat, words) => {
  const type = { ...school, vat };
  expect(priceOf(type, of("2026-09-01"))).toMatchObject({ vatPence: 0, totalPence: 25_000 });
  expect(told(type, of("2026-09-01")).at(-1)).toBe(words);
});

const day = fc.integer({ min: 0, max: 3_000 }).map((days) => plusDays("2026-01-01", days));
const pence = fc.integer({ min: 0, max: 10_000_000 });
const anyType = fc
  .record({
    bands: fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { maxLength: 5 }),
    prices: fc.array(pence, { minLength: 6, maxLength: 6 }),
    proRata: fc.constantFrom("none" as const, "monthly" as const),
    late: fc.option(fc.constantFrom("01-01", "02-29", "06-01", "08-31"), { nil: undefined }),
    vat: fc.constantFrom("standard" as const, "zero" as const, "exempt" as const, "outside" as const),
  })
  .map(({ bands, prices, proRata, late, vat }): MembershipType => {
    const limits = [...bands].sort((a, b) => a - b);
    return {
      ...school,
      vat,
      price: {
        by: "pupils",
        bands: [...limits.map((upTo, at) => ({ upTo, netPence: prices[at] ?? 0 })), { netPence: prices[5] ?? 0 }],
      },
      term: { kind: "academic-year", proRata, ...(late ? { lateJoinersFrom: late } : {}) },
    };
  });

describe("whatever the type, the size and the day", () => {
  const cases = (check: (type: MembershipType, joiner: Joiner) => void): void =>
    void fc.assert(
      fc.property(anyType, day, fc.integer({ min: 0, max: 9_000 }), (type, joinsOn, pupils) =>
        check(type, { kind: "school", joinsOn, pupils }),
      ),
      { numRuns: 1_000 },
    );

  test("prices are whole pence, sums of their lines, and never above the year's price", () => {
    cases((type, joiner) => {
      const price = priceOf(type, joiner);
      for (const amount of [price.netPence, price.vatPence, price.totalPence]) {
        expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      }
      expect(price.netPence).toBeLessThanOrEqual(price.yearNetPence);
      expect(price.netPence * 12).toBeGreaterThanOrEqual(price.yearNetPence * price.monthsPaid - 6);
      expect(price.totalPence).toBe(price.lines.reduce((sum, line) => sum + line.netPence + line.vatPence, 0));
    });
  });

  test("a later month never costs more, until the year rolls over", () => {
    cases((type, joiner) => {
      const next = { ...joiner, joinsOn: plusDays(joiner.joinsOn, 1) };
      const [today, tomorrow] = [priceOf(type, joiner), priceOf(type, next)];
      if (today.endsOn === tomorrow.endsOn) expect(tomorrow.netPence).toBeLessThanOrEqual(today.netPence);
    });
  });

  test("a term ends on 31 August: of this year, or of the next for those who come late", () => {
    cases((type, joiner) => {
      const { startsOn, endsOn, rollsOver, lines } = priceOf(type, joiner);
      expect(startsOn).toBe(joiner.joinsOn);
      expect(endsOn.slice(4)).toBe("-08-31");
      const years = Number(endsOn.slice(0, 4)) - Number(startsOn.slice(0, 4)) - (startsOn.slice(5) >= "09-01" ? 1 : 0);
      expect(years).toBe(rollsOver ? 1 : 0);
      expect(lines.map(({ serviceFrom, serviceTo }) => [serviceFrom, serviceTo])).toEqual([[startsOn, endsOn]]);
    });
  });

  test("every sentence is one", () => {
    cases((type, joiner) => {
      for (const sentence of explainPrice(type, joiner, priceOf(type, joiner))) {
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).not.toMatch(/undefined|NaN/);
      }
    });
  });
});

test("months that are left count the current one", () => {
  expect(["2026-09-30", "2026-12-01", "2027-01-31", "2027-08-31"].map(monthsLeft)).toEqual([12, 9, 8, 1]);
});

test("what is built in is valid, and serves every kind of organisation", () => {
  for (const { content } of builtInVersions) expect(TypeContent.parse(content)).toEqual(content);
  const kinds = builtInVersions.flatMap(({ content }) => content.eligibleKinds);
  expect([...kinds].sort()).toEqual(["business", "charity", "local-authority", "school", "trust", "university"]);
});

describe("a type is refused", () => {
  const { membershipTypeId: _, version: __, ...content } = school;
  test.each([
    [
      "with lines that do not rise",
      { price: { by: "pupils", bands: [{ upTo: 9, netPence: 1 }, { upTo: 9, netPence: 1 }, { netPence: 1 }] } },
    ],
    ["with an upper end on the last line", { price: { by: "pupils", bands: [{ upTo: 9, netPence: 1 }] } }],
    ["with a middle line without an upper end", { price: { by: "pupils", bands: [{ netPence: 1 }, { netPence: 1 }] } }],
    ["with several prices for all", { price: { by: "flat", bands: [{ upTo: 9, netPence: 1 }, { netPence: 1 }] } }],
    ["with half a penny", { price: { by: "flat", bands: [{ netPence: 0.5 }] } }],
    ["with a price below nothing", { price: { by: "flat", bands: [{ netPence: -1 }] } }],
    ["with a day that is none", { term: { kind: "academic-year", lateJoinersFrom: "02-30", proRata: "none" } }],
    ["with a late day in autumn", { term: { kind: "academic-year", lateJoinersFrom: "10-01", proRata: "none" } }],
    ["with months of a rolling year", { term: { kind: "rolling-year", proRata: "monthly" } }],
    ["with schools covering schools", { covers: "its-schools" }],
    ["for nobody", { eligibleKinds: [] }],
    ["by schools for schools", { price: { by: "schools", bands: [{ netPence: 1 }] } }],
    ["with a benefit twice", { benefits: [school.benefits[0], school.benefits[0]] }],
    ["with a field nobody knows", { isSecret: true }],
  ])("%s", (_name, change) => {
    expect(TypeContent.safeParse({ ...content, ...change }).success).toBe(false);
  });
});
