import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const schema = `
  CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    json TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
  CREATE INDEX IF NOT EXISTS open_sessions ON objects (json_extract(json, '$.expires_at'))
    WHERE kind = 'checkout.session' AND json_extract(json, '$.status') = 'open';
  CREATE TABLE IF NOT EXISTS idempotency (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    saved_at_ms INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL,
    lane TEXT NOT NULL,
    due_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending',
    last_answer TEXT NOT NULL DEFAULT ''
  );
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due_at_ms);
  CREATE INDEX IF NOT EXISTS deliveries_of_event ON deliveries (event_id);
`;

/** Everything the double remembers. A file under `dataFolder` survives kill -9; without a folder it lives in memory. */
export function openDatabase(dataFolder: string | undefined): DatabaseSync {
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true });
  const database = new DatabaseSync(dataFolder === undefined ? ":memory:" : join(dataFolder, "stripe-double.sqlite"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;");
  database.exec(schema);
  return database;
}

/** All or nothing: what a request changes, its events and its idempotency record are one commit. */
export function transaction<T>(database: DatabaseSync, act: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = act();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
