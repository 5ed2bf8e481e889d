import type { DatabaseSync } from "node:sqlite";

/** One event on its way to one target that is not a queue, or that could not be reached yet. */
export interface DeliveryRow {
  readonly id: number;
  readonly rule_arn: string;
  readonly target_id: string;
  readonly payload: string;
  readonly trace_id: string;
  readonly attempts: number;
  readonly first_at: number;
}

export function createDeliveryRows(state: DatabaseSync) {
  state.exec(`CREATE TABLE IF NOT EXISTS events_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, rule_arn TEXT NOT NULL, target_id TEXT NOT NULL, payload TEXT NOT NULL,
    trace_id TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, first_at INTEGER NOT NULL, next_at INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS events_deliveries_due ON events_deliveries (next_at)`);
  const insert = state.prepare(`INSERT INTO events_deliveries
    (rule_arn, target_id, payload, trace_id, first_at, next_at) VALUES (?, ?, ?, ?, ?, ?)`);
  const due = state.prepare("SELECT * FROM events_deliveries WHERE next_at <= ? ORDER BY next_at, id LIMIT ?");
  const next = state.prepare("SELECT MIN(next_at) AS at FROM events_deliveries");
  const retry = state.prepare("UPDATE events_deliveries SET attempts = attempts + 1, next_at = ? WHERE id = ?");
  const remove = state.prepare("DELETE FROM events_deliveries WHERE id = ?");
  return {
    insert: (ruleArn: string, targetId: string, payload: string, traceId: string, now: number) =>
      void insert.run(ruleArn, targetId, payload, traceId, now, now),
    due: (now: number, limit: number) => due.all(now, limit) as unknown as DeliveryRow[],
    nextAt: () => next.get()?.at as number | null | undefined,
    retryAt: (id: number, at: number) => void retry.run(at, id),
    remove: (id: number) => void remove.run(id),
  };
}
