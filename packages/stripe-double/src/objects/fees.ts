/**
 * What Stripe keeps of a domestic UK card payment: 1.5 % + 20p, the percentage rounded to the nearest penny, half up.
 * Integer arithmetic. The real rounding is not published: read the fee from the balance transaction, never work it out.
 */
export function ukCardFeePence(amountPence: number): number {
  return Math.floor((amountPence * 15 + 500) / 1000) + 20;
}
