import { DatabaseSync } from "node:sqlite";

export interface StreamStorage {
  /** Deletes a table's records up to a sequence number, but keeps the newest ones. False when the engine was writing. */
  trim(table: string, upTo: number, kept: number): boolean;
  close(): void;
}

/**
 * The embedded engine's own table of stream records, opened beside it. It asks for the highest sequence number on
 * every write: the index answers that at once, and trimming keeps the file from growing without end.
 */
export function openStreamStorage(databaseFile: string): StreamStorage {
  const database = new DatabaseSync(databaseFile, { timeout: 5_000 });
  database.exec(`PRAGMA synchronous = NORMAL;
    CREATE INDEX IF NOT EXISTS local_cloud_stream_sequence
      ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`);
  // From here on the engine's writes come first: a trim that finds it busy is simply tried again later.
  database.exec("PRAGMA busy_timeout = 0");
  const remove = database.prepare(`DELETE FROM _stream_records
    WHERE table_name = :table AND CAST(sequence_number AS INTEGER) <= :upTo
      AND CAST(sequence_number AS INTEGER) <=
        (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table) - :kept`);
  let closed = false;
  return {
    trim(table, upTo, kept) {
      if (closed) return true;
      try {
        remove.run({ table, upTo, kept: Math.max(kept, 1) });
        return true;
      } catch (error) {
        if (isBusy(error)) return false;
        throw error;
      }
    },
    close() {
      closed = true;
      database.close();
    },
  };
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}
