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
export class Queues {
  readonly #state: DatabaseSync;
  readonly #clock: LocalClock;
  readonly #sql: ReturnType<typeof messageStatements>;
  readonly #settings = new Map<string, QueueSettings>();
  readonly #wakeUps: ReturnType<typeof createWakeUps>;

  constructor(state: DatabaseSync, clock: LocalClock) {
    this.#state = state;
    this.#clock = clock;
    this.#sql = messageStatements(state);
    this.#wakeUps = createWakeUps(clock, (arn) => this.#sql.nextVisible.get(arn, clock.now())?.at as number | null);
    clock.onMove(() => this.#forgetOld());
  }

  declare(queue: QueueSettings): void {
    this.#settings.set(queue.arn, queue);
  }

  find(arn: string): QueueSettings | undefined {
    return this.#settings.get(arn);
  }

  all(): readonly QueueSettings[] {
    return [...this.#settings.values()];
  }

  onVisible(arn: string, listener: () => void): void {
    this.#wakeUps.onWake(arn, listener);
  }

  /** Durable when it returns, or when the transaction that is open commits. */
  send(arn: string, message: OutgoingMessage): { readonly messageId: string } {
    const queue = this.#named(arn);
    const now = this.#clock.now();
    const messageId = randomUUID();
    const visibleAt = now + (message.delaySeconds ?? queue.delaySeconds) * 1000;
    const attributes = message.attributes === undefined ? null : JSON.stringify(message.attributes);
    const senderId = message.senderId ?? "operator";
    const { body, traceId } = message;
    this.#sql.insert.run(arn, messageId, body, attributes, traceId, senderId, visibleAt, now, wallNow());
    if (visibleAt <= now) this.#wakeUps.soon(arn);
    else this.#wakeUps.later(arn);
    return { messageId };
  }

  receive(arn: string, options: ReceiveOptions): readonly StoredMessage[] {
    const queue = this.#named(arn);
    return inTransaction(this.#state, () => {
      const received: StoredMessage[] = [];
      while (received.length < options.limit) {
        const now = this.#clock.now();
        const found = this.#sql.visible.all(arn, now, options.limit - received.length) as unknown as MessageRow[];
        if (found.length === 0) break;
        const hiddenUntil = now + (options.visibilityTimeoutSeconds ?? queue.visibilityTimeoutSeconds) * 1000;
        for (const row of this.#setAside(queue, found)) {
          const receipt = randomUUID();
          this.#sql.hide.run(hiddenUntil, receipt, now, options.held ? 1 : 0, row.id);
          const first_received_at = row.first_received_at ?? now;
          received.push(toMessage({ ...row, receipt, first_received_at, receive_count: row.receive_count + 1 }));
        }
        if (hiddenUntil <= now) break;
      }
      if (received.length > 0) this.#wakeUps.later(arn);
      return received;
    });
  }

  /** False when the receipt is no longer the latest. */
  remove(arn: string, receiptHandle: string): boolean {
    return this.#sql.remove.run(arn, receiptHandle).changes > 0;
  }

  /** `held` messages that failed wait for the visibility timeout, also over a restart. */
  release(arn: string, receiptHandles: readonly string[]): void {
    if (receiptHandles.length === 0) return;
    for (const receipt of receiptHandles) this.#sql.release.run(arn, receipt);
    // The clock may have been moved past their visibility timeout meanwhile.
    this.#wakeUps.soon(arn);
    this.#wakeUps.later(arn);
  }

  changeVisibility(arn: string, receiptHandle: string, seconds: number): boolean {
    const visibleAt = this.#clock.now() + seconds * 1000;
    const changed = this.#sql.changeVisibility.run(visibleAt, arn, receiptHandle).changes > 0;
    if (seconds === 0) this.#wakeUps.soon(arn);
    else this.#wakeUps.later(arn);
    return changed;
  }

  /** The oldest messages as they lie there; -1 for all. */
  peek(arn: string, limit: number): readonly StoredMessage[] {
    return (this.#sql.peek.all(arn, limit) as unknown as MessageRow[]).map(toMessage);
  }

  /** Moves messages elsewhere as new ones, all when none are named; returns how many. */
  move(arn: string, target: (message: StoredMessage) => string | undefined, messageIds?: readonly string[]): number {
    return inTransaction(this.#state, () => {
      const rows = this.#sql.peek.all(arn, -1) as unknown as MessageRow[];
      const chosen = rows.filter((row) => messageIds === undefined || messageIds.includes(row.message_id));
      let moved = 0;
      for (const row of chosen) {
        const destination = target(toMessage(row));
        if (destination === undefined || !this.#settings.has(destination)) continue;
        this.#sql.setAside.run(destination, this.#clock.now(), null, row.id);
        this.#wakeUps.soon(destination);
        moved += 1;
      }
      return moved;
    });
  }

  purge(arn: string): void {
    this.#sql.purge.run(arn);
  }

  depth(arn: string): Depth {
    const row = this.#sql.depth.get({ arn, now: this.#clock.now() });
    return {
      visible: Number(row?.visible ?? 0),
      inFlight: Number(row?.in_flight ?? 0),
      delayed: Number(row?.delayed ?? 0),
    };
  }

  /** Wakes the readers of every queue, forgets what is too old, releases what a killed process held. */
  recover(): void {
    this.#sql.releaseHeld.run(this.#clock.now());
    this.#forgetOld();
    for (const arn of this.#settings.keys()) {
      this.#wakeUps.soon(arn);
      this.#wakeUps.later(arn);
    }
  }

  stop(): void {
    this.#wakeUps.stop();
  }

  #named(arn: string): QueueSettings {
    const queue = this.#settings.get(arn);
    if (queue === undefined) throw new Error(`There is no queue ${arn}.`);
    return queue;
  }

  /** Messages that were received too often go to the dead-letter queue instead of to a reader. */
  #setAside({ arn, redrive }: QueueSettings, rows: readonly MessageRow[]): readonly MessageRow[] {
    if (redrive === undefined) return rows;
    const hopeless = rows.filter((row) => row.receive_count >= redrive.maxReceiveCount);
    for (const row of hopeless) this.#sql.setAside.run(redrive.deadLetterTargetArn, this.#clock.now(), arn, row.id);
    if (hopeless.length > 0) this.#wakeUps.soon(redrive.deadLetterTargetArn);
    return rows.filter((row) => row.receive_count < redrive.maxReceiveCount);
  }

  #forgetOld(): void {
    for (const queue of this.#settings.values()) {
      this.#sql.expire.run(queue.arn, this.#clock.now() - queue.retentionSeconds * 1000);
    }
  }
}
