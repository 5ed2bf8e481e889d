import { expect, test } from "vitest";
import { wordDistance } from "./word-distance.ts";

test.each([
  ["harbour", "harbour", 1, 0],
  ["harbour", "harbor", 1, 1],
  ["penistone", "penistoen", 2, 2],
  ["primary", "primery", 1, 1],
  ["primary", "secondary", 2, undefined],
  ["oak", "oakfield", 2, undefined],
  ["", "a", 1, 1],
])("from %j to %j with at most %i changes is %s", (a, b, most, distance) => {
  expect(wordDistance(a, b, most)).toBe(distance);
  expect(wordDistance(b, a, most)).toBe(distance);
});
