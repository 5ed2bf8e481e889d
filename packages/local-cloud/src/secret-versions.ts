import type { DatabaseSync } from "node:sqlite";
import { AwsError } from "./contract.ts";

export interface Version {
  readonly versionId: string;
  readonly value: string;
  readonly stages: readonly string[];
  readonly createdAt: number;
}

/** The newest value is AWSCURRENT and the one before AWSPREVIOUS; older ones are forgotten, as in AWS. */
export function versionsOf(state: DatabaseSync) {
  state.exec(`CREATE TABLE IF NOT EXISTS secrets_versions (number INTEGER PRIMARY KEY AUTOINCREMENT,
    arn TEXT NOT NULL, version_id TEXT NOT NULL, value TEXT NOT NULL, created_at INTEGER NOT NULL,
    UNIQUE (arn, version_id))`);
  const all = (arn: string): Version[] =>
    state
      .prepare("SELECT * FROM secrets_versions WHERE arn = ? ORDER BY number DESC LIMIT 2")
      .all(arn)
      .map((row, index) => ({
        versionId: String(row.version_id),
        value: String(row.value),
        stages: [index === 0 ? "AWSCURRENT" : "AWSPREVIOUS"],
        createdAt: Number(row.created_at),
      }));
  return {
    all,
    find: (arn: string, stage: string, versionId?: string) =>
      all(arn).find((version) =>
        versionId === undefined ? version.stages.includes(stage) : version.versionId === versionId,
      ),
    put(arn: string, value: string, versionId: string, now: number) {
      const same = state
        .prepare("SELECT value FROM secrets_versions WHERE arn = ? AND version_id = ?")
        .get(arn, versionId);
      if (same?.value === value) return;
      if (same !== undefined) {
        throw new AwsError("ResourceExistsException", "This version exists already with another value.");
      }
      state
        .prepare("INSERT INTO secrets_versions (arn, version_id, value, created_at) VALUES (?, ?, ?, ?)")
        .run(arn, versionId, value, Math.floor(now));
    },
  };
}
