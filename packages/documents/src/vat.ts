/** UK VAT treatments of a line. The accountant's table decides which one a product gets. */
export const vatTreatments = ["standard", "reduced", "zero", "exempt", "outside-scope"] as const;
export type VatTreatment = (typeof vatTreatments)[number];

/** UK rates in whole percent since 4 January 2011. */
export const vatRatePercentOf: Readonly<Record<VatTreatment, number>> = {
  standard: 20,
  reduced: 5,
  zero: 0,
  exempt: 0,
  "outside-scope": 0,
};

/**
 * The written rounding rule: VAT is rounded once per line, to the nearest penny, half a penny away from zero.
 * Symmetric in sign, so that a credit at the original rate mirrors its line exactly. Integer pence in and out.
 */
export function vatOnLine(netPence: number, ratePercent: number): number {
  if (!Number.isSafeInteger(netPence)) throw new RangeError(`netPence must be whole pence, got ${netPence}`);
  if (!Number.isInteger(ratePercent) || ratePercent < 0 || ratePercent > 100) {
    throw new RangeError(`ratePercent must be a whole percentage from 0 to 100, got ${ratePercent}`);
  }
  const hundredths = BigInt(Math.abs(netPence)) * BigInt(ratePercent);
  const pence = Number((hundredths + 50n) / 100n);
  return netPence < 0 ? 0 - pence : pence;
}

export interface PricedLine {
  readonly netPence: number;
  readonly vatTreatment: VatTreatment;
  readonly vatRatePercent: number;
  readonly vatPence: number;
}

export interface Totals {
  readonly netPence: number;
  readonly vatPence: number;
  readonly totalPence: number;
}

/** Prices one line: net is quantity × unit, VAT by the rounding rule at the treatment's rate. */
export function priceLine<T extends { quantity: number; unitAmountPence: number; vatTreatment: VatTreatment }>(
  line: T,
): T & PricedLine {
  const netPence = line.quantity * line.unitAmountPence;
  const vatRatePercent = vatRatePercentOf[line.vatTreatment];
  return { ...line, netPence, vatRatePercent, vatPence: vatOnLine(netPence, vatRatePercent) };
}

/** A document's totals are sums of its rounded lines, never recomputed from the total net. */
export function totalsOf(lines: readonly Pick<PricedLine, "netPence" | "vatPence">[]): Totals {
  const netPence = lines.reduce((sum, line) => sum + line.netPence, 0);
  const vatPence = lines.reduce((sum, line) => sum + line.vatPence, 0);
  return { netPence, vatPence, totalPence: netPence + vatPence };
}

export interface VatSummaryRow {
  readonly vatTreatment: VatTreatment;
  readonly vatRatePercent: number;
  readonly netPence: number;
  readonly vatPence: number;
}

/** Net and VAT for each treatment and rate, as a VAT invoice must show them; standard rate first. */
export function vatSummary(lines: readonly PricedLine[]): VatSummaryRow[] {
  const rows = new Map<string, VatSummaryRow>();
  for (const { vatTreatment, vatRatePercent, netPence, vatPence } of lines) {
    const key = `${vatTreatment} ${vatRatePercent}`;
    const row = rows.get(key) ?? { vatTreatment, vatRatePercent, netPence: 0, vatPence: 0 };
    rows.set(key, { ...row, netPence: row.netPence + netPence, vatPence: row.vatPence + vatPence });
  }
  const order = (row: VatSummaryRow) => vatTreatments.indexOf(row.vatTreatment);
  return [...rows.values()].sort((a, b) => order(a) - order(b) || b.vatRatePercent - a.vatRatePercent);
}
