import type { Span } from "../contract.ts";

/** One row of a trace, placed on a line of 0 to 100. */
export interface WaterfallRow {
  readonly span: Span;
  readonly offsetMs: number;
  readonly left: number;
  readonly width: number;
  /** How many spans it happened within. */
  readonly depth: number;
}

const MINIMUM_WIDTH = 0.6;

/** Rows in the order they started; a span that lies within an earlier, longer one is drawn below it. */
export function layOut(spans: readonly Span[]): { readonly rows: readonly WaterfallRow[]; readonly totalMs: number } {
  const ordered = [...spans].sort((a, b) => a.startedAt - b.startedAt || b.durationMs - a.durationMs);
  const start = Math.min(...ordered.map((span) => span.startedAt));
  const end = Math.max(...ordered.map((span) => span.startedAt + span.durationMs));
  const totalMs = Math.max(end - start, 1);
  const rows: WaterfallRow[] = [];
  const around: Span[] = [];
  for (const span of ordered) {
    while (around.length > 0 && !contains(around.at(-1), span)) around.pop();
    const offsetMs = span.startedAt - start;
    const width = Math.max((span.durationMs / totalMs) * 100, MINIMUM_WIDTH);
    rows.push({ span, offsetMs, left: Math.min((offsetMs / totalMs) * 100, 100 - width), width, depth: around.length });
    around.push(span);
  }
  return { rows, totalMs };
}

/** Clocks of a request and of what it causes agree to about a millisecond. */
function contains(outer: Span | undefined, inner: Span): boolean {
  return outer !== undefined && inner.startedAt + inner.durationMs <= outer.startedAt + outer.durationMs + 1;
}
