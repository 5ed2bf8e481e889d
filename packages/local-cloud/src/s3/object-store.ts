import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Cloud } from "../contract.ts";
import { inTransaction } from "../transaction.ts";

/** One version of one object; a delete marker has no content. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  /** The file under `<data>/s3/<bucket>/` that holds the bytes. */
  readonly file: string;
  readonly etag: string;
  readonly crc32: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** `x-amz-meta-…` and the standard content headers, as they are answered. */
  readonly headers: Readonly<Record<string, string>>;
  readonly modifiedAt: number;
}

/** The newest version of a key is its last row; an unversioned bucket keeps only that one. */
export interface ObjectStore {
  latest(bucket: string, key: string): StoredObject | undefined;
  version(bucket: string, key: string, versionId: string): StoredObject | undefined;
  /** Commits the new version; `check` sees the present one in the same transaction and may throw to refuse. */
  put(object: StoredObject, keepOlder: boolean, check: (present: StoredObject | undefined) => void): void;
  /** Removes one version, or every version of the key. */
  remove(bucket: string, key: string, versionId?: string): void;
  /** Present objects in key order (UTF-8), after a key, with a prefix. */
  list(bucket: string, prefix: string, after: string): IterableIterator<StoredObject>;
  pathOf(object: Pick<StoredObject, "bucket" | "file">): string;
  folderOf(bucket: string): string;
}

const PRESENT = `number IN (SELECT max(number) FROM s3_objects WHERE bucket = ? GROUP BY key) AND is_delete_marker = 0`;

export function createObjectStore(cloud: Pick<Cloud, "state" | "dataFolder">): ObjectStore {
  const { state } = cloud;
  state.exec(`CREATE TABLE IF NOT EXISTS s3_objects (number INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL,
      key TEXT NOT NULL, version_id TEXT NOT NULL, is_delete_marker INTEGER NOT NULL, file TEXT NOT NULL, object TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS s3_objects_by_key ON s3_objects (bucket, key, number)`);
  const folderOf = (bucket: string) => {
    const folder = join(cloud.dataFolder, "s3", bucket);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const pathOf = (object: Pick<StoredObject, "bucket" | "file">) => join(folderOf(object.bucket), object.file);
  return {
    pathOf,
    folderOf,
    latest: (bucket, key) => versionsOf(state, bucket, key)[0],
    version: (bucket, key, id) => versionsOf(state, bucket, key).find((object) => object.versionId === id),
    put(object, keepOlder, check) {
      const older = versionsOf(state, object.bucket, object.key);
      check(older[0]?.isDeleteMarker ? undefined : older[0]);
      inTransaction(state, () => insert(state, object, keepOlder));
      if (!keepOlder) for (const gone of older) removeFile(pathOf(gone), gone);
    },
    remove(bucket, key, versionId) {
      const all = versionsOf(state, bucket, key);
      const removed = all.filter((object) => versionId === undefined || object.versionId === versionId);
      const statement = state.prepare("DELETE FROM s3_objects WHERE bucket = ? AND key = ? AND version_id = ?");
      for (const object of removed) statement.run(bucket, key, object.versionId);
      for (const object of removed) removeFile(pathOf(object), object);
    },
    list: (bucket, prefix, after) => presentObjects(state, bucket, prefix, after),
  };
}

/** The newest first. */
function versionsOf(state: DatabaseSync, bucket: string, key: string): StoredObject[] {
  return state
    .prepare("SELECT object FROM s3_objects WHERE bucket = ? AND key = ? ORDER BY number DESC")
    .all(bucket, key)
    .map(toObject);
}

function insert(state: DatabaseSync, object: StoredObject, keepOlder: boolean): void {
  const { bucket, key, versionId, isDeleteMarker, file } = object;
  if (!keepOlder) state.prepare("DELETE FROM s3_objects WHERE bucket = ? AND key = ?").run(bucket, key);
  state
    .prepare(
      "INSERT INTO s3_objects (bucket, key, version_id, is_delete_marker, file, object) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .run(bucket, key, versionId, Number(isDeleteMarker), file, JSON.stringify(object));
}

function* presentObjects(state: DatabaseSync, bucket: string, prefix: string, after: string) {
  const rows = state
    .prepare(
      `SELECT object FROM s3_objects WHERE bucket = ? AND key > ? AND substr(key, 1, ?) = ? AND ${PRESENT} ORDER BY key`,
    )
    .iterate(bucket, after, [...prefix].length, prefix, bucket);
  for (const row of rows) yield toObject(row);
}

/** Removes what an upload that was killed half-way left behind: files no row names. */
export function sweepOrphans(cloud: Pick<Cloud, "state" | "dataFolder">, bucket: string, store: ObjectStore): void {
  const rows = cloud.state.prepare("SELECT file FROM s3_objects WHERE bucket = ?").all(bucket);
  const named = new Set(rows.map((row) => String(row.file)));
  const folder = store.folderOf(bucket);
  for (const file of readdirSync(folder)) if (!named.has(file)) rmSync(join(folder, file), { force: true });
}

function removeFile(path: string, object: StoredObject): void {
  if (!object.isDeleteMarker) rmSync(path, { force: true });
}

function toObject(row: Record<string, SQLOutputValue>): StoredObject {
  return JSON.parse(String(row.object)) as StoredObject;
}
