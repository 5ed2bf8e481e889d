import type { DatabaseSync } from "node:sqlite";

/** How far each mapping has come in each shard, durably. */
export interface StreamCheckpoints {
  find(mapping: string, shard: string): string | undefined;
  save(mapping: string, shard: string, sequence: string): void;
}

export function createStreamCheckpoints(state: DatabaseSync): StreamCheckpoints {
  state.exec(`CREATE TABLE IF NOT EXISTS esm_checkpoints
    (mapping TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL, PRIMARY KEY (mapping, shard)) WITHOUT ROWID`);
  const find = state.prepare("SELECT sequence FROM esm_checkpoints WHERE mapping = ? AND shard = ?");
  const save = state.prepare(
    "INSERT INTO esm_checkpoints VALUES (?, ?, ?) ON CONFLICT (mapping, shard) DO UPDATE SET sequence = excluded.sequence",
  );
  return {
    find: (mapping, shard) => find.get(mapping, shard)?.sequence as string | undefined,
    save: (mapping, shard, sequence) => void save.run(mapping, shard, sequence),
  };
}
