import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { StripeRefusal } from "../wire/refusals.ts";

interface SavedReply {
  readonly status: number;
  readonly body: string;
}

export interface IdempotencyRecords {
  /** The first answer given for this key, or undefined for a new one. The same key for another request is refused. */
  replay(key: string, fingerprint: string): SavedReply | undefined;
  save(key: string, fingerprint: string, reply: SavedReply): void;
}

const keptForMs = 24 * 60 * 60 * 1000;

export const fingerprintOf = (path: string, body: string) =>
  createHash("sha256").update(`${path}\n${body}`).digest("hex");

export function idempotencyRecords(database: DatabaseSync, clock: () => number): IdempotencyRecords {
  const find = database.prepare("SELECT fingerprint, status, body FROM idempotency WHERE key = ? AND saved_at_ms > ?");
  const insert = database.prepare(
    "INSERT OR REPLACE INTO idempotency (key, fingerprint, status, body, saved_at_ms) VALUES (?, ?, ?, ?, ?)",
  );
  return {
    replay(key, fingerprint) {
      const row = find.get(key, clock() - keptForMs);
      if (row === undefined) return undefined;
      if (row.fingerprint !== fingerprint) {
        const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
        throw new StripeRefusal(400, { type: "idempotency_error", message });
      }
      return { status: Number(row.status), body: String(row.body) };
    },
    save(key, fingerprint, reply) {
      insert.run(key, fingerprint, reply.status, reply.body, clock());
    },
  };
}
