import type { DatabaseSync } from "node:sqlite";

export type MessageAttributes = Readonly<
  Record<
    string,
    { readonly DataType: string; readonly StringValue?: string | undefined; readonly BinaryValue?: string | undefined }
  >
>;

export interface MessageRow {
  readonly id: number;
  readonly message_id: string;
  readonly body: string;
  readonly attributes: string | null;
  readonly trace_id: string;
  readonly sender_id: string;
  readonly receipt: string | null;
  readonly receive_count: number;
  readonly sent_at: number;
  readonly sent_wall: number;
  readonly first_received_at: number | null;
  readonly source: string | null;
}

/** A message in a queue; instants are epoch milliseconds of the platform's clock, `sentWallAt` of the machine's. */
export interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly traceId: string;
  readonly senderId: string;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  readonly sentAt: number;
  readonly sentWallAt: number;
  readonly firstReceivedAt: number | undefined;
  /** The queue it came from, when it lies in a dead-letter queue. */
  readonly deadLetterSourceArn: string | undefined;
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS sqs_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT, trace_id TEXT NOT NULL, sender_id TEXT NOT NULL, visible_at INTEGER NOT NULL,
    receipt TEXT, receive_count INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER NOT NULL, sent_wall REAL NOT NULL, first_received_at INTEGER, source TEXT);
  CREATE INDEX IF NOT EXISTS sqs_by_queue ON sqs_messages (queue, visible_at);
  CREATE INDEX IF NOT EXISTS sqs_by_receipt ON sqs_messages (receipt) WHERE receipt IS NOT NULL`;

export function messageStatements(state: DatabaseSync) {
  state.exec(TABLE);
  return {
    insert: state.prepare(`INSERT INTO sqs_messages
      (queue, message_id, body, attributes, trace_id, sender_id, visible_at, sent_at, sent_wall)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    visible: state.prepare(
      "SELECT * FROM sqs_messages WHERE queue = ? AND visible_at <= ? AND held = 0 ORDER BY visible_at, id LIMIT ?",
    ),
    hide: state.prepare(`UPDATE sqs_messages SET visible_at = ?, receipt = ?, receive_count = receive_count + 1,
      first_received_at = COALESCE(first_received_at, ?), held = ? WHERE id = ?`),
    setAside: state.prepare(`UPDATE sqs_messages SET queue = ?, visible_at = ?, source = ?, receipt = NULL,
      receive_count = 0, held = 0, first_received_at = NULL WHERE id = ?`),
    remove: state.prepare("DELETE FROM sqs_messages WHERE queue = ? AND receipt = ?"),
    release: state.prepare("UPDATE sqs_messages SET held = 0 WHERE queue = ? AND receipt = ?"),
    // The cloud ended in the midst of it, not the function: a delivery that never was is not counted.
    releaseHeld: state.prepare(`UPDATE sqs_messages SET held = 0, receipt = NULL, visible_at = ?,
      receive_count = MAX(receive_count - 1, 0) WHERE held = 1`),
    changeVisibility: state.prepare("UPDATE sqs_messages SET visible_at = ? WHERE queue = ? AND receipt = ?"),
    peek: state.prepare("SELECT * FROM sqs_messages WHERE queue = ? ORDER BY id LIMIT ?"),
    purge: state.prepare("DELETE FROM sqs_messages WHERE queue = ?"),
    expire: state.prepare("DELETE FROM sqs_messages WHERE queue = ? AND sent_at < ?"),
    nextVisible: state.prepare(
      "SELECT MIN(visible_at) AS at FROM sqs_messages WHERE queue = ? AND visible_at > ? AND held = 0",
    ),
    depth: state.prepare(`SELECT COALESCE(SUM(visible_at <= :now AND held = 0), 0) AS visible,
      COALESCE(SUM((visible_at > :now AND receive_count > 0) OR held = 1), 0) AS in_flight,
      COALESCE(SUM(visible_at > :now AND receive_count = 0), 0) AS delayed FROM sqs_messages WHERE queue = :arn`),
  };
}

export function toMessage(row: MessageRow): StoredMessage {
  return {
    messageId: row.message_id,
    body: row.body,
    attributes: row.attributes === null ? {} : (JSON.parse(row.attributes) as MessageAttributes),
    traceId: row.trace_id,
    senderId: row.sender_id,
    receiptHandle: row.receipt ?? "",
    receiveCount: row.receive_count,
    sentAt: row.sent_at,
    sentWallAt: row.sent_wall,
    firstReceivedAt: row.first_received_at ?? undefined,
    deadLetterSourceArn: row.source ?? undefined,
  };
}
