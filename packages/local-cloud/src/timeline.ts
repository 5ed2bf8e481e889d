import { randomBytes } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { wallNow } from "./clock.ts";
import type { Span, SpanKind, Timeline } from "./contract.ts";
import { inTransaction } from "./transaction.ts";

const KEPT_SPANS = 20_000;
const FLUSH_AFTER_MS = 25;
const DETAIL_LIMIT = 8_000;

/** A trace in the list: its first span tells what it was. */
export interface TraceSummary {
  readonly traceId: string;
  readonly kind: SpanKind;
  readonly name: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly spans: number;
  readonly errors: number;
  readonly kinds: readonly SpanKind[];
}

export interface TimelineStore extends Timeline {
  /** Newest first. `errorsOnly` keeps the traces in which something failed. */
  traces(query?: { readonly limit?: number; readonly before?: number; readonly errorsOnly?: boolean }): TraceSummary[];
  /** Every span of one trace in the order they started; empty when unknown. */
  trace(traceId: string): Span[];
  flush(): void;
  close(): void;
}

/** Spans in `state`, written in small batches: a recorder never waits for the disk. The oldest are dropped. */
export function createTimeline(state: DatabaseSync, keptSpans = KEPT_SPANS): TimelineStore {
  state.exec(`CREATE TABLE IF NOT EXISTS spans (
    id INTEGER PRIMARY KEY AUTOINCREMENT, trace_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    started_at REAL NOT NULL, duration_ms REAL NOT NULL, error TEXT, detail TEXT);
    CREATE INDEX IF NOT EXISTS spans_by_trace ON spans (trace_id)`);
  const insert = state.prepare(
    "INSERT INTO spans (trace_id, kind, name, started_at, duration_ms, error, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const trim = state.prepare("DELETE FROM spans WHERE id <= (SELECT max(id) FROM spans) - ?");
  const ofTrace = state.prepare("SELECT * FROM spans WHERE trace_id = ? ORDER BY started_at, kind <> 'request', id");
  let waiting: Span[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    inTransaction(state, () => {
      for (const span of batch) {
        const detail = span.detail === undefined ? null : shortJson(span.detail);
        insert.run(span.traceId, span.kind, span.name, span.startedAt, span.durationMs, span.error ?? null, detail);
      }
      trim.run(keptSpans);
    });
  }

  return {
    record(span) {
      waiting.push(span);
      timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref();
    },
    newTraceId,
    traces(query = {}) {
      flush();
      return summaries(state, query);
    },
    trace(traceId) {
      flush();
      return ofTrace.all(traceId).map(toSpan);
    },
    flush,
    close: flush,
  };
}

/** As X-Ray writes it: version, epoch seconds in hexadecimal, 96 random bits. */
function newTraceId(): string {
  const seconds = Math.floor(wallNow() / 1000).toString(16);
  return `1-${seconds.padStart(8, "0")}-${randomBytes(12).toString("hex")}`;
}

function summaries(
  state: DatabaseSync,
  query: { readonly limit?: number; readonly before?: number; readonly errorsOnly?: boolean },
): TraceSummary[] {
  const rows = state
    .prepare(
      `SELECT trace_id AS traceId, min(started_at) AS startedAt, max(started_at + duration_ms) AS endedAt,
        count(*) AS spans, count(error) AS errors, group_concat(DISTINCT kind) AS kinds
       FROM spans GROUP BY trace_id HAVING startedAt < ? AND errors >= ? ORDER BY startedAt DESC LIMIT ?`,
    )
    .all(query.before ?? Number.MAX_SAFE_INTEGER, query.errorsOnly ? 1 : 0, query.limit ?? 50);
  const first = state.prepare(
    "SELECT kind, name FROM spans WHERE trace_id = ? ORDER BY started_at, kind <> 'request', id LIMIT 1",
  );
  return rows.map((row) => {
    const root = first.get(String(row.traceId));
    return {
      traceId: String(row.traceId),
      kind: String(root?.kind) as SpanKind,
      name: String(root?.name),
      startedAt: Number(row.startedAt),
      durationMs: Number(row.endedAt) - Number(row.startedAt),
      spans: Number(row.spans),
      errors: Number(row.errors),
      kinds: String(row.kinds).split(",") as SpanKind[],
    };
  });
}

function toSpan(row: Record<string, SQLOutputValue>): Span {
  return {
    traceId: String(row.trace_id),
    kind: String(row.kind) as SpanKind,
    name: String(row.name),
    startedAt: Number(row.started_at),
    durationMs: Number(row.duration_ms),
    ...(row.error === null ? {} : { error: String(row.error) }),
    ...(row.detail === null ? {} : { detail: JSON.parse(String(row.detail)) as Record<string, unknown> }),
  };
}

function shortJson(detail: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(detail);
  return text.length <= DETAIL_LIMIT ? text : JSON.stringify({ shortened: text.slice(0, DETAIL_LIMIT) });
}
