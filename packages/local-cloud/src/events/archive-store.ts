import type { DatabaseSync } from "node:sqlite";
import type { LocalClock } from "../contract.ts";
import type { Archive } from "./event-resources.ts";
import type { BusEvent } from "./target-input.ts";

/** Enough for a long time of local use; the oldest go first. */
const KEPT_PER_ARCHIVE = 50_000;
const TRIM_EVERY = 500;
const DAY_MS = 86_400_000;

interface ArchivedEvent {
  readonly rowId: number;
  readonly event: BusEvent;
  readonly traceId: string;
}

export interface ArchiveStore {
  readonly all: readonly Archive[];
  keep(busName: string, event: BusEvent, traceId: string): void;
  count(archiveArn: string): number;
  /** Oldest first, after a row, of a span of time in epoch milliseconds (the end excluded). */
  read(archiveArn: string, from: number, to: number, afterRow: number, limit: number): readonly ArchivedEvent[];
}

export function createArchiveStore(
  state: DatabaseSync,
  clock: LocalClock,
  all: readonly Archive[],
  keptPerArchive = KEPT_PER_ARCHIVE,
): ArchiveStore {
  state.exec(`CREATE TABLE IF NOT EXISTS events_archive (
    id INTEGER PRIMARY KEY AUTOINCREMENT, archive TEXT NOT NULL, time INTEGER NOT NULL, event TEXT NOT NULL,
    trace_id TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS events_archive_by_archive ON events_archive (archive, id)`);
  const insert = state.prepare("INSERT INTO events_archive (archive, time, event, trace_id) VALUES (?, ?, ?, ?)");
  const count = state.prepare("SELECT count(*) AS events FROM events_archive WHERE archive = ?");
  const expire = state.prepare("DELETE FROM events_archive WHERE archive = ? AND time < ?");
  const read = state.prepare(`SELECT id, event, trace_id FROM events_archive
    WHERE archive = ? AND id > ? AND time >= ? AND time < ? ORDER BY id LIMIT ?`);
  const bound = state.prepare(`DELETE FROM events_archive WHERE archive = :archive AND id <=
    (SELECT id FROM events_archive WHERE archive = :archive ORDER BY id DESC LIMIT 1 OFFSET :kept)`);
  let kept = 0;

  function trim(): void {
    for (const archive of all) {
      bound.run({ archive: archive.arn, kept: keptPerArchive });
      if (archive.retentionDays > 0) expire.run(archive.arn, clock.now() - archive.retentionDays * DAY_MS);
    }
  }
  clock.onMove(trim);

  return {
    all,
    keep(busName, event, traceId) {
      for (const archive of all) {
        if (archive.busName !== busName || !archive.matches(event)) continue;
        insert.run(archive.arn, Date.parse(event.time), JSON.stringify(event), traceId);
        kept += 1;
        if (kept % TRIM_EVERY === 0) trim();
      }
    },
    count: (archiveArn) => Number(count.get(archiveArn)?.events ?? 0),
    read: (archiveArn, from, to, afterRow, limit) =>
      read.all(archiveArn, afterRow, from, to, limit).map((row) => ({
        rowId: Number(row.id),
        event: JSON.parse(String(row.event)) as BusEvent,
        traceId: String(row.trace_id),
      })),
  };
}
