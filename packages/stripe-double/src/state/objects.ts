import type { DatabaseSync } from "node:sqlite";
import type { Kind, Kinds, StoredObject } from "../objects/stored.ts";

export interface Page<T> {
  readonly data: readonly T[];
  readonly hasMore: boolean;
}

interface PageQuery {
  readonly limit: number;
  readonly startingAfter?: string;
  readonly endingBefore?: string;
  readonly where?: readonly Condition[];
}

export interface Condition {
  /** A top-level field of the object. */
  readonly field: string;
  readonly operator: "=" | ">=" | "<=" | ">" | "<" | "in" | "not in";
  readonly value: string | number | readonly string[];
}

/** Objects by id, and their lists newest first, as Stripe lists them. */
export interface ObjectStore {
  put(object: StoredObject): void;
  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined;
  page<K extends Kind>(kind: K, query: PageQuery): Page<Kinds[K]>;
  openSessionsExpiredAt(nowSeconds: number): readonly Kinds["checkout.session"][];
}

export function objectStore(database: DatabaseSync): ObjectStore {
  const upsert = database.prepare(
    "INSERT INTO objects (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json",
  );
  const byId = database.prepare("SELECT json FROM objects WHERE id = ? AND kind = ?");
  const expired = database.prepare(
    "SELECT json FROM objects WHERE kind = 'checkout.session' AND json_extract(json, '$.status') = 'open' AND json_extract(json, '$.expires_at') <= ? ORDER BY seq",
  );
  return {
    put(object) {
      upsert.run(object.object, object.id, JSON.stringify(object));
    },
    find(kind, id) {
      const row = byId.get(id, kind);
      return row === undefined ? undefined : JSON.parse(String(row.json));
    },
    page: (kind, query) => readPage(database, kind, query),
    openSessionsExpiredAt: (nowSeconds) => expired.all(nowSeconds).map((row) => JSON.parse(String(row.json))),
  };
}

function readPage<K extends Kind>(database: DatabaseSync, kind: K, query: PageQuery): Page<Kinds[K]> {
  const clauses = ["kind = ?"];
  const values: (string | number)[] = [kind];
  const add = (clause: string, ...more: (string | number)[]) => {
    clauses.push(clause);
    values.push(...more);
  };
  for (const { field, operator, value } of query.where ?? []) {
    if (typeof value === "string" || typeof value === "number")
      add(`json_extract(json, '$.${field}') ${operator} ?`, value);
    else add(`json_extract(json, '$.${field}') ${operator} (${value.map(() => "?").join(", ")})`, ...value);
  }
  const backwards = query.endingBefore !== undefined;
  if (query.startingAfter !== undefined) add("seq < (SELECT seq FROM objects WHERE id = ?)", query.startingAfter);
  if (query.endingBefore !== undefined) add("seq > (SELECT seq FROM objects WHERE id = ?)", query.endingBefore);
  const order = backwards ? "ASC" : "DESC";
  const sql = `SELECT json FROM objects WHERE ${clauses.join(" AND ")} ORDER BY seq ${order} LIMIT ?`;
  const rows = database.prepare(sql).all(...values, query.limit + 1);
  const data = rows.slice(0, query.limit).map((row) => JSON.parse(String(row.json)) as Kinds[K]);
  return { data: backwards ? data.reverse() : data, hasMore: rows.length > query.limit };
}
