import fc from "fast-check";
import { expect, test } from "vitest";
import { hasSeen, percentSeen, stretchOf, withSeen } from "./progress.ts";

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 1_800 }), fc.integer({ min: 1, max: 600 }))
  .map(([from, length]) => ({ from, to: from + length }));

test("stretches come to the same whatever their order, and however often they come", () => {
  fc.assert(
    fc.property(
      fc.array(stretch, { maxLength: 12 }),
      fc.array(fc.nat({ max: 11 }), { maxLength: 12 }),
      (all, again) => {
        const sum = (each: typeof all) => each.reduce((seen, one) => withSeen(seen, one, 30), "");
        const once = sum(all);
        expect(sum([...all].reverse())).toBe(once);
        expect(sum([...all, ...again.flatMap((at) => all[at] ?? [])])).toBe(once);
        expect(all.every((one) => percentSeen(withSeen(once, one, 30), 30) === percentSeen(once, 30))).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test("all of it is a hundred percent, also of a recording that ends within a part; nothing is none", () => {
  expect(percentSeen("", 7)).toBe(0);
  expect(percentSeen(withSeen("", { from: 0, to: 7 * 60 }, 7), 7)).toBe(100);
  expect(percentSeen(withSeen("", { from: 0, to: 60 }, 2), 2)).toBe(50);
  // What is beyond the end does not count.
  expect(percentSeen(withSeen("", { from: 600, to: 900 }, 2), 2)).toBe(0);
});

test("a chapter goes on until the next one begins, and has been seen when all of its parts have", () => {
  const chapters = [0, 60, 100].map((startsAtSeconds) => ({ startsAtSeconds, title: "A", text: "" }));
  expect([0, 1, 2, 3].map((at) => stretchOf(chapters, at, 3))).toEqual([
    { from: 0, to: 60 },
    { from: 60, to: 100 },
    { from: 100, to: 180 },
    undefined,
  ]);
  const seen = withSeen("", { from: 0, to: 60 }, 3);
  expect(hasSeen(seen, { from: 0, to: 60 }, 3)).toBe(true);
  expect(hasSeen(seen, { from: 60, to: 100 }, 3)).toBe(false);
});
