/** One row of docs/budgets.md. */
export interface Figure {
  /** Names the row for good, so that a later run replaces it. */
  readonly id: string;
  readonly figure: string;
  readonly target: string;
  readonly measured: string;
  /** Computed from the measurement; absent where something is listed and nothing is asked of it. */
  readonly met?: boolean;
}

interface RunOptions {
  /** Few repetitions, to see that a measurement works; its figures are not kept. */
  readonly quick: boolean;
  readonly tell: (line: string) => void;
}

export interface Measurement {
  readonly name: string;
  readonly run: (options: RunOptions) => Promise<readonly Figure[]>;
}

interface Measured {
  readonly id: string;
  readonly figure: string;
  readonly value: number;
  readonly limit: number;
  /** Written behind both numbers: " ms", "×". */
  readonly unit?: string;
  readonly digits?: number;
  /** Said after the number: sample sizes, parts. */
  readonly detail?: string;
}

const said = (value: number, { unit = "", digits = 0 }: Measured): string => `${value.toFixed(digits)}${unit}`;
const withDetail = (text: string, detail: string | undefined): string => (detail ? `${text} (${detail})` : text);

/** Met when the value is at most the limit. */
export function atMost(measured: Measured): Figure {
  const { id, figure, value, limit, detail } = measured;
  const target = `≤ ${limit.toLocaleString("en-GB")}${measured.unit ?? ""}`;
  return { id, figure, target, measured: withDetail(said(value, measured), detail), met: value <= limit };
}

/** Met when the value is exactly what was asked for. */
export function exactly(measured: Omit<Measured, "limit"> & { readonly wanted: number }): Figure {
  const { id, figure, value, wanted, detail } = measured;
  const shown = { ...measured, limit: wanted };
  return {
    id,
    figure,
    target: `exactly ${said(wanted, shown)}`,
    measured: withDetail(said(value, shown), detail),
    met: value === wanted,
  };
}

/** A figure that is listed. */
export const listed = (id: string, figure: string, measured: string): Figure => ({
  ...{ id, figure, measured },
  target: "listed",
});

/** The value below which a share of the samples lies, by the nearest-rank rule. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new RangeError("no samples");
  const sorted = [...samples].sort((a, b) => a - b);
  const at = Math.max(0, Math.ceil(sorted.length * share) - 1);
  return sorted[at] as number;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);
