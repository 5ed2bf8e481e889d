import type { LineLeft, LineWish } from "./plan-credit-note.ts";

/**
 * A sum net of VAT spread over an invoice's lines in proportion to what each was sold for, so that each rate of VAT gets
 * its part; whole pence, none lost. Of what was credited before nothing is taken again: the rest is left out.
 */
export function shareOverLines(netPence: number, lines: readonly LineLeft[]): LineWish[] {
  const soldPence = lines.reduce((sum, { line }) => sum + line.netPence, 0);
  if (soldPence <= 0) return [];
  let seenPence = 0;
  return lines.flatMap(({ invoiceLine, line, netPence: leftPence }) => {
    const before = shareOf(netPence, seenPence, soldPence);
    seenPence += line.netPence;
    const share = shareOf(netPence, seenPence, soldPence) - before;
    const most = line.netPence < 0 ? Math.max(share, leftPence) : Math.min(share, leftPence);
    return most === 0 ? [] : [{ invoiceLine, netPence: most }];
  });
}

/** Half a penny up; in whole numbers all the way. */
const shareOf = (netPence: number, partPence: number, wholePence: number): number =>
  Number((2n * BigInt(netPence) * BigInt(partPence) + BigInt(wholePence)) / (2n * BigInt(wholePence)));
