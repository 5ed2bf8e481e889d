import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { wallNow } from "../clock.ts";
import type { LocalClock } from "../contract.ts";
import { inTransaction } from "../transaction.ts";
import {
  type MessageAttributes,
  type MessageRow,
  messageStatements,
  type StoredMessage,
  toMessage,
} from "./messages.ts";
import { createWakeUps } from "./wake-ups.ts";

export interface QueueSettings {
  readonly arn: string;
  readonly name: string;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  readonly waitSeconds: number;
  readonly maximumMessageBytes: number;
  readonly redrive: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number } | undefined;
}

export interface OutgoingMessage {
  readonly body: string;
  readonly traceId: string;
  readonly attributes?: MessageAttributes | undefined;
  readonly delaySeconds?: number | undefined;
  readonly senderId?: string;
}

export interface ReceiveOptions {
  readonly limit: number;
  readonly visibilityTimeoutSeconds?: number | undefined;
  /** Received by the local cloud itself, which keeps it until it removes or releases it, or until the next start. */
  readonly held?: boolean;
}

export interface Depth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** Standard queues in `state`: at least once, in no promised order, hidden while in flight, moved aside when hopeless. */
export interface Queues {
  declare(settings: QueueSettings): void;
  find(arn: string): QueueSettings | undefined;
  all(): readonly QueueSettings[];
  /** Durable when it returns (or when the transaction that is open commits). */
  send(arn: string, message: OutgoingMessage): { readonly messageId: string };
  receive(arn: string, options: ReceiveOptions): readonly StoredMessage[];
  /** False when the receipt is no longer the latest. */
  remove(arn: string, receiptHandle: string): boolean;
  /** `held` messages that failed wait for the visibility timeout, also over a restart. */
  release(arn: string, receiptHandles: readonly string[]): void;
  changeVisibility(arn: string, receiptHandle: string, seconds: number): boolean;
  peek(arn: string, limit: number): readonly StoredMessage[];
  /** Moves messages elsewhere as new ones; all when none are named. */
  move(arn: string, target: (message: StoredMessage) => string | undefined, messageIds?: readonly string[]): number;
  purge(arn: string): void;
  depth(arn: string): Depth;
  onVisible(arn: string, listener: () => void): void;
  /** Wakes the readers of every queue, forgets what is too old, releases what a killed process held. */
  recover(): void;
  stop(): void;
}

export function createQueues(state: DatabaseSync, clock: LocalClock): Queues {
  const sql = messageStatements(state);
  const settings = new Map<string, QueueSettings>();
  const nextChange = (arn: string) => sql.nextVisible.get(arn, clock.now())?.at as number | null | undefined;
  const wakeUps = createWakeUps(clock, nextChange);
  clock.onMove(() => {
    for (const queue of settings.values()) forgetOld(queue);
  });
  const forgetOld = (queue: QueueSettings) => sql.expire.run(queue.arn, clock.now() - queue.retentionSeconds * 1000);

  function named(arn: string): QueueSettings {
    const queue = settings.get(arn);
    if (queue === undefined) throw new Error(`There is no queue ${arn}.`);
    return queue;
  }

  function send(arn: string, message: OutgoingMessage): { messageId: string } {
    const queue = named(arn);
    const now = clock.now();
    const messageId = randomUUID();
    const visibleAt = now + (message.delaySeconds ?? queue.delaySeconds) * 1000;
    const attributes = message.attributes === undefined ? null : JSON.stringify(message.attributes);
    sql.insert.run(
      arn,
      messageId,
      message.body,
      attributes,
      message.traceId,
      message.senderId ?? "operator",
      visibleAt,
      now,
      wallNow(),
    );
    if (visibleAt <= now) wakeUps.soon(arn);
    else wakeUps.later(arn);
    return { messageId };
  }

  /** Messages that were received too often go to the dead-letter queue instead of to a reader. */
  function setAside(queue: QueueSettings, rows: readonly MessageRow[]): readonly MessageRow[] {
    const { redrive } = queue;
    if (redrive === undefined) return rows;
    const hopeless = rows.filter((row) => row.receive_count >= redrive.maxReceiveCount);
    for (const row of hopeless) sql.setAside.run(redrive.deadLetterTargetArn, clock.now(), queue.arn, row.id);
    if (hopeless.length > 0) wakeUps.soon(redrive.deadLetterTargetArn);
    return rows.filter((row) => row.receive_count < redrive.maxReceiveCount);
  }

  function receive(arn: string, options: ReceiveOptions): readonly StoredMessage[] {
    const queue = named(arn);
    return inTransaction(state, () => {
      const received: StoredMessage[] = [];
      while (received.length < options.limit) {
        const now = clock.now();
        const found = sql.visible.all(arn, now, options.limit - received.length) as unknown as MessageRow[];
        if (found.length === 0) break;
        const hiddenUntil = now + (options.visibilityTimeoutSeconds ?? queue.visibilityTimeoutSeconds) * 1000;
        for (const row of setAside(queue, found)) {
          const receipt = randomUUID();
          sql.hide.run(hiddenUntil, receipt, now, options.held ? 1 : 0, row.id);
          const first_received_at = row.first_received_at ?? now;
          received.push(toMessage({ ...row, receipt, first_received_at, receive_count: row.receive_count + 1 }));
        }
        if (hiddenUntil <= now) break;
      }
      if (received.length > 0) wakeUps.later(arn);
      return received;
    });
  }

  return {
    declare: (queue) => void settings.set(queue.arn, queue),
    find: (arn) => settings.get(arn),
    all: () => [...settings.values()],
    send,
    receive,
    remove: (arn, receipt) => sql.remove.run(arn, receipt).changes > 0,
    release: (arn, receipts) => {
      if (receipts.length === 0) return;
      for (const receipt of receipts) sql.release.run(arn, receipt);
      // The clock may have been moved past their visibility timeout meanwhile.
      wakeUps.soon(arn);
      wakeUps.later(arn);
    },
    changeVisibility(arn, receipt, seconds) {
      const changed = sql.changeVisibility.run(clock.now() + seconds * 1000, arn, receipt).changes > 0;
      if (seconds === 0) wakeUps.soon(arn);
      else wakeUps.later(arn);
      return changed;
    },
    peek: (arn, limit) => (sql.peek.all(arn, limit) as unknown as MessageRow[]).map(toMessage),
    move(arn, target, messageIds) {
      return inTransaction(state, () => {
        const rows = (sql.peek.all(arn, -1) as unknown as MessageRow[]).filter(
          (row) => messageIds === undefined || messageIds.includes(row.message_id),
        );
        let moved = 0;
        for (const row of rows) {
          const destination = target(toMessage(row));
          if (destination === undefined || !settings.has(destination)) continue;
          sql.setAside.run(destination, clock.now(), null, row.id);
          wakeUps.soon(destination);
          moved += 1;
        }
        return moved;
      });
    },
    purge: (arn) => void sql.purge.run(arn),
    depth(arn) {
      const row = sql.depth.get({ arn, now: clock.now() });
      return {
        visible: Number(row?.visible ?? 0),
        inFlight: Number(row?.in_flight ?? 0),
        delayed: Number(row?.delayed ?? 0),
      };
    },
    onVisible: wakeUps.onWake,
    recover() {
      sql.releaseHeld.run(clock.now());
      for (const queue of settings.values()) {
        forgetOld(queue);
        wakeUps.soon(queue.arn);
        wakeUps.later(queue.arn);
      }
    },
    stop: wakeUps.stop,
  };
}
