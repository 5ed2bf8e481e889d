import { expect, test } from "vitest";
import { Stretches } from "./stretches.ts";

const ran = (...looks: number[]): Stretches => {
  const stretches = new Stretches();
  for (const seconds of looks) stretches.at(seconds);
  return stretches;
};

test("what runs is one stretch, in whole seconds", () => {
  expect(ran(0.2, 1.1, 2.4).take()).toEqual([{ from: 0, to: 3 }]);
});

test("what was jumped over did not run, forwards or back", () => {
  expect(ran(0, 1, 2, 300, 301, 10, 12).take()).toEqual([
    { from: 0, to: 2 },
    { from: 300, to: 301 },
    { from: 10, to: 12 },
  ]);
});

test("what was told is not told again, and what could not be told is told the next time", () => {
  const stretches = ran(0, 2);
  const first = stretches.take();
  stretches.at(4);
  expect(stretches.untold).toBe(2);
  stretches.keep(first);
  expect(stretches.take()).toEqual([
    { from: 0, to: 2 },
    { from: 2, to: 4 },
  ]);
  expect(stretches.take()).toEqual([]);
});

test("a video that was only looked at tells nothing", () => {
  expect(ran(7).take()).toEqual([]);
});
