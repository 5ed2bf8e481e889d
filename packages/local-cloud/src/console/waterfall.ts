import type { Span, SpanKind } from "../contract.ts";

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
const CONTAINERS: readonly SpanKind[] = ["request", "function", "stream", "queue", "schedule"];

/** Rows in the order they started, each followed by what happened within it. */
export function layOut(spans: readonly Span[]): { readonly rows: readonly WaterfallRow[]; readonly totalMs: number } {
  const ordered = [...spans].sort((a, b) => a.startedAt - b.startedAt || b.durationMs - a.durationMs);
  const start = ordered[0]?.startedAt ?? 0;
  const end = Math.max(start, ...ordered.map((span) => span.startedAt + span.durationMs));
  const totalMs = Math.max(end - start, 1);
  const parents = new Map(ordered.map((span, at) => [span, parentOf(span, ordered.slice(0, at))]));
  const rows: WaterfallRow[] = [];
  const add = (span: Span, depth: number): void => {
    const offsetMs = span.startedAt - start;
    const width = Math.max((span.durationMs / totalMs) * 100, MINIMUM_WIDTH);
    rows.push({ span, offsetMs, left: Math.min((offsetMs / totalMs) * 100, 100 - width), width, depth });
    for (const [child, parent] of parents) if (parent === span) add(child, depth + 1);
  };
  for (const [span, parent] of parents) if (parent === undefined) add(span, 0);
  return { rows, totalMs };
}

/** Spans do not name their parent: it is the shortest one before that lasted over the whole of it. */
function parentOf(span: Span, earlier: readonly Span[]): Span | undefined {
  return earlier
    .filter((candidate) => CONTAINERS.includes(candidate.kind) && contains(candidate, span))
    .sort((a, b) => a.durationMs - b.durationMs)[0];
}

/** Clocks of a request and of what it causes agree to about a millisecond. */
function contains(outer: Span, inner: Span): boolean {
  return inner.startedAt + inner.durationMs <= outer.startedAt + outer.durationMs + 1;
}
