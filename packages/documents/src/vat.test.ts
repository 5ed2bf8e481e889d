import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceLine, totalsOf, vatOnLine, vatSummary, vatTreatments } from "./vat.ts";

const netPence = fc.integer({ min: -100_000_000, max: 100_000_000 });
const line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 500 }),
    unitAmountPence: fc.integer({ min: -5_000_000, max: 5_000_000 }),
    vatTreatment: fc.constantFrom(...vatTreatments),
  })
  .map(priceLine);
const lines = fc.array(line, { minLength: 1, maxLength: 40 });

describe("VAT on a line", () => {
  it.each([
    [40_000, 20, 8_000],
    [2, 20, 0],
    [3, 20, 1],
    [10, 5, 1],
    [9, 5, 0],
    [-10, 5, -1],
    [0, 20, 0],
  ])("on %d pence at %d %% is %d pence", (net, rate, vat) => {
    expect(vatOnLine(net, rate)).toBe(vat);
  });

  it("is within half a penny of the exact tax, and a half goes away from zero", () => {
    fc.assert(
      fc.property(netPence, fc.constantFrom(5, 20), (net, rate) => {
        const hundredthsOff = vatOnLine(net, rate) * 100 - net * rate;
        expect(Math.abs(hundredthsOff)).toBeLessThanOrEqual(50);
        if (Math.abs(hundredthsOff) === 50) expect(Math.sign(hundredthsOff)).toBe(Math.sign(net));
      }),
    );
  });

  it("mirrors: a credit of the whole line takes back exactly its tax", () => {
    fc.assert(
      fc.property(netPence, (net) => {
        expect(vatOnLine(net, 20) + vatOnLine(0 - net, 20)).toBe(0);
      }),
    );
  });

  it.each([
    [1.5, 20],
    [Number.NaN, 20],
    [Number.MAX_SAFE_INTEGER + 1, 20],
    [100, 17.5],
    [100, -1],
    [100, 101],
  ])("of %d pence at %d %% is refused", (net, rate) => {
    expect(() => vatOnLine(net, rate)).toThrow(RangeError);
  });
});

describe("a document's totals", () => {
  it("are the sums of its lines, and the summary by rate sums to the same", () => {
    fc.assert(
      fc.property(lines, (priced) => {
        const totals = totalsOf(priced);
        expect(totals.vatPence).toBe(priced.reduce((sum, { vatPence }) => sum + vatPence, 0));
        expect(totals.totalPence).toBe(totals.netPence + totals.vatPence);
        expect(totalsOf(vatSummary(priced))).toEqual(totals);
      }),
    );
  });

  it("do not depend on the order of the lines", () => {
    fc.assert(
      fc.property(lines, (priced) => {
        expect(totalsOf(priced.toReversed())).toEqual(totalsOf(priced));
        expect(vatSummary(priced.toReversed())).toEqual(vatSummary(priced));
      }),
    );
  });
});
