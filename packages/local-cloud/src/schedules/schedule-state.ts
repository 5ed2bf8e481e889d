import type { DatabaseSync } from "node:sqlite";

export interface ScheduleState {
  /** From when a rate counts. */
  readonly anchor: number;
  /** The last occurrence that was fired, or when the schedule was first seen. */
  readonly last: number;
}

/** Where each schedule is, durably; a changed expression starts afresh. */
export function createScheduleStates(state: DatabaseSync) {
  state.exec(`CREATE TABLE IF NOT EXISTS schedules_state
    (arn TEXT PRIMARY KEY, expression TEXT NOT NULL, anchor INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID`);
  const find = state.prepare("SELECT anchor, last FROM schedules_state WHERE arn = ? AND expression = ?");
  const insert = state.prepare("INSERT OR REPLACE INTO schedules_state VALUES (?, ?, ?, ?)");
  const fired = state.prepare("UPDATE schedules_state SET last = ? WHERE arn = ?");
  return {
    findOrStart(arn: string, expression: string, now: number): ScheduleState {
      const row = find.get(arn, expression);
      if (row !== undefined) return { anchor: Number(row.anchor), last: Number(row.last) };
      insert.run(arn, expression, now, now);
      return { anchor: now, last: now };
    },
    fired: (arn: string, at: number) => void fired.run(at, arn),
  };
}
