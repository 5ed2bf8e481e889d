import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "./decide.ts";
import type { Grant } from "./grant.ts";

const grant = (more: Partial<Grant> = {}): Grant => ({
  organisationId: "org_1",
  organisationName: "Harbour View Primary School",
  membershipTypeId: "school",
  membershipTypeName: "School membership",
  from: "2026-09-01",
  until: "2027-08-31",
  status: "active",
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
    days: fc.tuple(day, day),
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
    const [from = "", until = ""] = [...days].sort();
    const benefits = discounts.map((sold) => ({ ...sold, name: sold.benefitId }));
    return grant({ organisationId, organisationName: `School ${organisationId}`, from, until, status, benefits });
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
