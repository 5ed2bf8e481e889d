import type { Cloud } from "../contract.ts";
import type { StoredMessage } from "../sqs/messages.ts";
import type { Queues } from "../sqs/queues.ts";
import { batchOutcome } from "./batch-response.ts";
import { invokeWithBatch, type Mapping, type RunningMapping } from "./mapping.ts";
import { filterableMessage } from "./mapping-filter.ts";
import { createNudge, createPauses, type Pauses } from "./pause.ts";
import { queueRecord } from "./queue-record.ts";

const DEFAULT_BATCH = 10;
const DEFAULT_CONCURRENCY = 10;
const FOREVER_MS = 2 ** 40;

/** Feeds a function from a queue: several batches at once, each message deleted only after it succeeded. */
export function startQueueMapping(cloud: Cloud, mapping: Mapping, queues: Queues): RunningMapping {
  return new QueueMapping(cloud, mapping, queues);
}

class QueueMapping implements RunningMapping {
  readonly #cloud: Cloud;
  readonly #mapping: Mapping;
  readonly #queues: Queues;
  readonly #batchSize: number;
  readonly #windowMs: number;
  readonly #concurrency: number;
  readonly #nudge = createNudge();
  readonly #pauses: Pauses;
  readonly #underWay = new Set<Promise<void>>();
  readonly #running: Promise<void>;
  #resting = false;

  constructor(cloud: Cloud, mapping: Mapping, queues: Queues) {
    this.#cloud = cloud;
    this.#mapping = mapping;
    this.#queues = queues;
    this.#batchSize = mapping.properties.BatchSize ?? DEFAULT_BATCH;
    this.#windowMs = (mapping.properties.MaximumBatchingWindowInSeconds ?? 0) * 1000;
    this.#concurrency = mapping.properties.ScalingConfig?.MaximumConcurrency ?? DEFAULT_CONCURRENCY;
    this.#pauses = createPauses(cloud.clock);
    queues.onVisible(mapping.sourceArn, this.#nudge.give);
    this.#running = this.#run();
  }

  idle(): boolean {
    return this.#resting && !this.#nudge.given && this.#queues.depth(this.#mapping.sourceArn).visible === 0;
  }

  async stop(): Promise<void> {
    this.#pauses.stop();
    await this.#running;
    await Promise.all(this.#underWay);
  }

  async #run(): Promise<void> {
    for (;;) {
      this.#nudge.take();
      while (this.#underWay.size < this.#concurrency) {
        const messages = await this.#gather();
        if (messages.length === 0) break;
        this.#dispatch(messages);
      }
      this.#resting = this.#underWay.size === 0;
      if (!(await this.#pauses.wait(FOREVER_MS, this.#nudge))) return;
      this.#resting = false;
    }
  }

  /** Fills a batch until it is full or the window is over. */
  async #gather(): Promise<readonly StoredMessage[]> {
    const messages = [...this.#receive(this.#batchSize)];
    const until = this.#cloud.clock.now() + this.#windowMs;
    while (messages.length > 0 && messages.length < this.#batchSize && this.#cloud.clock.now() < until) {
      this.#nudge.take();
      messages.push(...this.#receive(this.#batchSize - messages.length));
      if (messages.length >= this.#batchSize) break;
      // Stopped: what is held comes back at the next start.
      if (!(await this.#pauses.wait(until - this.#cloud.clock.now(), this.#nudge))) return [];
    }
    return messages;
  }

  #receive(limit: number): readonly StoredMessage[] {
    const { sourceArn, matches } = this.#mapping;
    const wanted: StoredMessage[] = [];
    for (const message of this.#queues.receive(sourceArn, { limit, held: true })) {
      if (matches(filterableMessage(queueRecord(this.#mapping, message)))) wanted.push(message);
      else this.#queues.remove(sourceArn, message.receiptHandle);
    }
    return wanted;
  }

  #dispatch(messages: readonly StoredMessage[]): void {
    const batch = this.#process(messages).finally(() => {
      this.#underWay.delete(batch);
      this.#nudge.give();
    });
    this.#underWay.add(batch);
  }

  async #process(messages: readonly StoredMessage[]): Promise<void> {
    const { sourceArn, reportsFailures } = this.#mapping;
    const records = messages.map((message) => queueRecord(this.#mapping, message));
    const traceIds = messages.map((message) => message.traceId);
    const attempt = Math.max(...messages.map((message) => message.receiveCount));
    const result = await invokeWithBatch(this.#cloud, this.#mapping, "queue", records, traceIds, attempt);
    const known = new Set(messages.map((message) => message.messageId));
    const outcome = batchOutcome(result, known, reportsFailures);
    const failed = messages.filter(
      ({ messageId }) => outcome.kind === "failed" || (outcome.kind === "partial" && outcome.failed.has(messageId)),
    );
    for (const message of messages) {
      if (!failed.includes(message)) this.#queues.remove(sourceArn, message.receiptHandle);
    }
    this.#queues.release(
      sourceArn,
      failed.map((message) => message.receiptHandle),
    );
  }
}
