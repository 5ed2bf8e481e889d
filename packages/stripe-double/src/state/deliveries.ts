import type { DatabaseSync } from "node:sqlite";

export interface Delivery {
  readonly id: number;
  readonly eventId: string;
  readonly lane: string;
  readonly dueAtMs: number;
  readonly attempts: number;
  readonly state: "pending" | "delivered" | "failed";
  readonly lastAnswer: string;
}

export type Order = "created" | "reversed";

export interface Deliveries {
  add(eventId: string, lane: string, dueAtMs: number): void;
  /** Pending and due, oldest first or newest first. */
  due(nowMs: number, order: Order): readonly Delivery[];
  settle(id: number, outcome: Pick<Delivery, "state" | "attempts" | "dueAtMs" | "lastAnswer">): void;
  nextDueAtMs(): number | undefined;
  /** Newest first. */
  latest(limit: number): readonly Delivery[];
  pendingOf(eventId: string): number;
  undeliveredEventIds(): readonly string[];
}

const columns = "id, event_id, lane, due_at_ms, attempts, state, last_answer";

export function openDeliveries(database: DatabaseSync): Deliveries {
  const insert = database.prepare("INSERT INTO deliveries (event_id, lane, due_at_ms) VALUES (?, ?, ?)");
  const update = database.prepare(
    "UPDATE deliveries SET state = ?, attempts = ?, due_at_ms = ?, last_answer = ? WHERE id = ?",
  );
  const select = (rest: string) => database.prepare(`SELECT ${columns} FROM deliveries ${rest}`);
  const dueOldest = select("WHERE state = 'pending' AND due_at_ms <= ? ORDER BY id LIMIT 200");
  const dueNewest = select("WHERE state = 'pending' AND due_at_ms <= ? ORDER BY id DESC LIMIT 200");
  const latest = select("ORDER BY id DESC LIMIT ?");
  const next = database.prepare("SELECT min(due_at_ms) AS at FROM deliveries WHERE state = 'pending'");
  const pending = database.prepare("SELECT count(*) AS n FROM deliveries WHERE event_id = ? AND state = 'pending'");
  const undelivered = database.prepare("SELECT DISTINCT event_id FROM deliveries WHERE state <> 'delivered'");
  return {
    add(eventId, lane, dueAtMs) {
      insert.run(eventId, lane, dueAtMs);
    },
    due: (nowMs, order) => (order === "created" ? dueOldest : dueNewest).all(nowMs).map(deliveryOf),
    settle(id, outcome) {
      update.run(outcome.state, outcome.attempts, outcome.dueAtMs, outcome.lastAnswer, id);
    },
    nextDueAtMs() {
      const at = next.get()?.at;
      return typeof at === "number" ? at : undefined;
    },
    latest: (limit) => latest.all(limit).map(deliveryOf),
    pendingOf: (eventId) => Number(pending.get(eventId)?.n ?? 0),
    undeliveredEventIds: () => undelivered.all().map((row) => String(row.event_id)),
  };
}

function deliveryOf(row: Record<string, unknown>): Delivery {
  return {
    id: Number(row.id),
    eventId: String(row.event_id),
    lane: String(row.lane),
    dueAtMs: Number(row.due_at_ms),
    attempts: Number(row.attempts),
    state: row.state as Delivery["state"],
    lastAnswer: String(row.last_answer),
  };
}
