import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Adapter, AdapterPayload } from "oidc-provider";

export function createOidcTables(state: DatabaseSync): void {
  state.exec(`CREATE TABLE IF NOT EXISTS oidc_models (pool TEXT NOT NULL, model TEXT NOT NULL, id TEXT NOT NULL,
      payload TEXT NOT NULL, expires_at INTEGER, grant_id TEXT, uid TEXT, PRIMARY KEY (pool, model, id)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS oidc_models_by_grant ON oidc_models (grant_id) WHERE grant_id IS NOT NULL;
    CREATE INDEX IF NOT EXISTS oidc_models_by_uid ON oidc_models (uid) WHERE uid IS NOT NULL;
    CREATE TABLE IF NOT EXISTS oidc_keys (pool TEXT PRIMARY KEY, jwks TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS oidc_accounts (pool TEXT NOT NULL, sub TEXT NOT NULL, email TEXT NOT NULL,
      account TEXT NOT NULL, PRIMARY KEY (pool, sub), UNIQUE (pool, email));
    CREATE TABLE IF NOT EXISTS oidc_deleted (pool TEXT NOT NULL, sub TEXT NOT NULL, PRIMARY KEY (pool, sub))`);
}

/** Sessions, codes, grants and refresh tokens of one user pool: a sign-in survives a restart. */
export function createOidcAdapter(state: DatabaseSync, pool: string, model: string): Adapter {
  const seconds = () => Math.floor(Date.now() / 1000);
  const toPayload = (row: Record<string, SQLOutputValue> | undefined): AdapterPayload | undefined =>
    row === undefined ? undefined : (JSON.parse(String(row.payload)) as AdapterPayload);
  const isLive = "(expires_at IS NULL OR expires_at > ?)";
  const find = (id: string) =>
    toPayload(
      state
        .prepare(`SELECT payload FROM oidc_models WHERE pool = ? AND model = ? AND id = ? AND ${isLive}`)
        .get(pool, model, id, seconds()),
    );

  return {
    async upsert(id, payload, expiresIn) {
      state
        .prepare("INSERT OR REPLACE INTO oidc_models VALUES (?, ?, ?, ?, ?, ?, ?)")
        .run(
          ...[pool, model, id, JSON.stringify(payload), expiresIn ? seconds() + expiresIn : null],
          ...[payload.grantId ?? null, payload.uid ?? null],
        );
    },
    find: async (id) => find(id),
    findByUid: async (uid) =>
      toPayload(
        state
          .prepare(`SELECT payload FROM oidc_models WHERE uid = ? AND pool = ? AND model = ? AND ${isLive}`)
          .get(uid, pool, model, seconds()),
      ),
    // No device flow here: a user code is never issued.
    findByUserCode: async () => undefined,
    async consume(id) {
      const payload = find(id);
      if (payload === undefined) return;
      state
        .prepare("UPDATE oidc_models SET payload = ? WHERE pool = ? AND model = ? AND id = ?")
        .run(JSON.stringify({ ...payload, consumed: seconds() }), pool, model, id);
    },
    async destroy(id) {
      state.prepare("DELETE FROM oidc_models WHERE pool = ? AND model = ? AND id = ?").run(pool, model, id);
    },
    async revokeByGrantId(grantId) {
      state.prepare("DELETE FROM oidc_models WHERE grant_id = ? AND pool = ? AND model = ?").run(grantId, pool, model);
    },
  };
}

export function removeExpired(state: DatabaseSync, nowMs: number): void {
  state.prepare("DELETE FROM oidc_models WHERE expires_at <= ?").run(Math.floor(nowMs / 1000));
}
