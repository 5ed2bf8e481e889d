import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "./decide.ts";
import type { Grant } from "./grant.ts";

const grant = (more: Partial<Grant> = {}): Grant => ({
  membershipId: "mem_1",
  organisationId: "org_1",
  organisationName: "Harbour View Primary School",
  membershipTypeId: "school",
  membershipTypeName: "School membership",
  from: "2026-09-01",
  until: "2027-08-31",
  graceUntil: more.until ?? "2027-08-31",
  status: "active",
  covers: "itself",
  benefits: [{ benefitId: "training", name: "Training", discountPercent: 30 }],
  ...more,
});
const benefit = { benefitId: "training", name: "Training", listPence: 9_999 };
const on = "2026-11-21";
const reasonOf = (grants: readonly Grant[], day = on): string => decide({ grants, benefit, on: day }).reason;

describe("a membership in force", () => {
  test("gives its price, to the penny, and says why", () => {
    expect(decide({ grants: [grant()], benefit, on })).toMatchObject({
      allowed: true,
      pricePence: 6_999,
      reason: "30% off with School membership of Harbour View Primary School until 31 August 2027.",
    });
  });

  test("may include a benefit", () => {
    const included = grant({ benefits: [{ benefitId: "training", name: "Training", discountPercent: 100 }] });
    expect(decide({ grants: [included], benefit, on })).toMatchObject({
      pricePence: 0,
      reason: "Included in School membership of Harbour View Primary School until 31 August 2027.",
    });
  });

  test("counts on its first and on its last day, and not beside them", () => {
    const allowedOn = (day: string) => decide({ grants: [grant()], benefit, on: day }).allowed;
    expect(["2026-08-31", "2026-09-01", "2027-08-31", "2027-09-01"].map(allowedOn)).toEqual([false, true, true, false]);
  });

  test("answers without a price where there is no list price", () => {
    const { listPence: _, ...unpriced } = benefit;
    expect(decide({ grants: [grant()], benefit: unpriced, on })).not.toHaveProperty("pricePence");
  });
});

describe("a membership in grace", () => {
  const inGrace = grant({ from: "2025-09-01", until: "2026-08-31", graceUntil: "2026-09-30" });

  test("gives its benefits still, and says until when to renew", () => {
    expect(decide({ grants: [inGrace], benefit, on: "2026-09-30" })).toMatchObject({
      allowed: true,
      pricePence: 6_999,
      reason:
        "Still 30% off: School membership of Harbour View Primary School ended on 31 August 2026; you have until 30 September to renew.",
    });
  });

  test("is over on the day after", () => {
    expect(decide({ grants: [inGrace], benefit, on: "2026-10-01" })).toEqual({
      allowed: false,
      reason:
        "School membership of Harbour View Primary School ended on 31 August 2026, and the time to renew it on 30 September.",
    });
  });

  test("steps back behind its renewal", () => {
    const decision = decide({ grants: [inGrace, grant()], benefit, on: "2026-09-15" });
    expect(decision.reason).toBe("30% off with School membership of Harbour View Primary School until 31 August 2027.");
  });
});

describe("an allowance", () => {
  const places = { quantity: 2, unit: "places" } as const;
  const offering = (discountPercent: number, quantity = 2) =>
    grant({
      benefits: [{ benefitId: "training", name: "Training", discountPercent, allowance: { ...places, quantity } }],
    });
  test.each([
    [100, 1, "1 place included in School"],
    [30, 2, "2 places included, then 30% off with School"],
    [0, 2, "2 places included in School"],
  ])("at %i%% with %i is said first", (discountPercent, quantity, beginning) => {
    expect(reasonOf([offering(discountPercent, quantity)]).startsWith(beginning)).toBe(true);
  });

  test("of more is better, and without a number best", () => {
    const decision = decide({ grants: [offering(100), offering(100, 5)], benefit, on });
    expect(decision).toMatchObject({ allowance: { quantity: 5 } });
    const without = grant({ benefits: [{ benefitId: "training", name: "Training", discountPercent: 100 }] });
    expect(decide({ grants: [offering(100, 5), without], benefit, on })).not.toHaveProperty("allowance");
  });
});

describe("a no says what stands in the way", () => {
  test.each([
    ["no membership", [], on, "Training comes with membership, and no membership covers you."],
    [
      "a membership without the benefit",
      [grant({ benefits: [] })],
      on,
      "School membership of Harbour View Primary School does not include Training.",
    ],
    [
      "a membership that is not paid",
      [grant({ status: "pending" })],
      on,
      "School membership of Harbour View Primary School is not in force yet: it begins when its payment is settled.",
    ],
    [
      "a renewal that is not paid",
      [grant({ status: "pending", from: "2027-09-01", until: "2028-08-31" })],
      on,
      "School membership of Harbour View Primary School is not in force yet: it begins on 1 September 2027 if its payment is settled by then.",
    ],
    [
      "a membership that begins later",
      [grant()],
      "2026-08-01",
      "School membership of Harbour View Primary School begins on 1 September 2026.",
    ],
    [
      "a membership that is over",
      [grant()],
      "2027-09-01",
      "School membership of Harbour View Primary School ended on 31 August 2027.",
    ],
  ])("%s", (_, grants, day, reason) => {
    expect(reasonOf(grants, day)).toBe(reason);
  });
});

const day = fc.integer({ min: 0, max: 1200 }).map((days) => {
  const date = new Date(Date.UTC(2025, 8, 1));
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
});
const anyGrant: fc.Arbitrary<Grant> = fc
  .record({
    organisationId: fc.constantFrom("org_1", "org_2", "org_3"),
    days: fc.tuple(day, day, day),
    status: fc.constantFrom("pending" as const, "active" as const),
    discounts: fc.uniqueArray(
      fc.record({
        benefitId: fc.constantFrom("training", "meet-ups"),
        discountPercent: fc.integer({ min: 0, max: 100 }),
      }),
      { selector: ({ benefitId }) => benefitId },
    ),
  })
  .map(({ organisationId, days, status, discounts }) => {
    const [from = "", until = "", graceUntil = ""] = [...days].sort();
    const benefits = discounts.map((sold) => ({ ...sold, name: sold.benefitId }));
    return grant({
      organisationId,
      organisationName: `School ${organisationId}`,
      from,
      until,
      graceUntil,
      status,
      benefits,
    });
  });

describe("grants are a union", () => {
  test("the answer is the same in any order", () => {
    void fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 6 }), day, fc.integer(), (grants, today, seed) => {
        const shuffled = grants
          .map((each, index) => ({ each, place: Math.imul(index + 1, seed | 1) }))
          .sort((a, b) => a.place - b.place)
          .map(({ each }) => each);
        expect(decide({ grants: shuffled, benefit, on: today })).toEqual(decide({ grants, benefit, on: today }));
      }),
      { numRuns: 2_000 },
    );
  });

  test("one more membership never takes a benefit away or makes it dearer", () => {
    void fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 5 }), anyGrant, day, (grants, more, today) => {
        const before = decide({ grants, benefit, on: today });
        const after = decide({ grants: [...grants, more], benefit, on: today });
        if (!before.allowed) return;
        expect(after.allowed && (after.pricePence ?? 0) <= (before.pricePence ?? 0)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("somebody may exactly when one membership alone says so", () => {
    void fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 5 }), day, (grants, today) => {
        const alone = grants.some((each) => decide({ grants: [each], benefit, on: today }).allowed);
        expect(decide({ grants, benefit, on: today }).allowed).toBe(alone);
      }),
      { numRuns: 2_000 },
    );
  });
});
