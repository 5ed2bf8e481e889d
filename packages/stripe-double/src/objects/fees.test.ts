import { expect, it } from "vitest";
import { ukCardFeePence } from "./fees.ts";

it.each([
  [30, 20],
  [33, 20],
  [34, 21],
  [100, 22],
  [48_000, 740],
  [99_999_999, 1_500_020],
])("the fee on %d pence is %d pence: 1.5 % to the nearest penny, half up, and 20p", (amountPence, feePence) => {
  expect(ukCardFeePence(amountPence)).toBe(feePence);
});
