import type { Cloud } from "../contract.ts";
import type { StoredMessage } from "../sqs/messages.ts";
import type { Queues } from "../sqs/queues.ts";
import { batchOutcome } from "./batch-response.ts";
import { invokeWithBatch, type Mapping, type RunningMapping } from "./mapping.ts";
import { filterableMessage } from "./mapping-filter.ts";
import { createNudge, createPauses } from "./pause.ts";
import { queueRecord } from "./queue-record.ts";

const DEFAULT_BATCH = 10;
const DEFAULT_CONCURRENCY = 10;
const FOREVER_MS = 2 ** 40;

/** Feeds a function from a queue: several batches at once, each message deleted only after it succeeded. */
export function startQueueMapping(cloud: Cloud, mapping: Mapping, queues: Queues): RunningMapping {
  const batchSize = mapping.properties.BatchSize ?? DEFAULT_BATCH;
  const windowMs = (mapping.properties.MaximumBatchingWindowInSeconds ?? 0) * 1000;
  const concurrency = mapping.properties.ScalingConfig?.MaximumConcurrency ?? DEFAULT_CONCURRENCY;
  const nudge = createNudge();
  const pauses = createPauses(cloud.clock);
  const underWay = new Set<Promise<void>>();
  let resting = false;
  queues.onVisible(mapping.sourceArn, nudge.give);

  function receive(limit: number): readonly StoredMessage[] {
    const received = queues.receive(mapping.sourceArn, { limit, held: true });
    const wanted: StoredMessage[] = [];
    for (const message of received) {
      if (mapping.matches(filterableMessage(queueRecord(mapping, message)))) wanted.push(message);
      else queues.remove(mapping.sourceArn, message.receiptHandle);
    }
    return wanted;
  }

  async function process(messages: readonly StoredMessage[]): Promise<void> {
    const records = messages.map((message) => queueRecord(mapping, message));
    const traceIds = messages.map((message) => message.traceId);
    const attempt = Math.max(...messages.map((message) => message.receiveCount));
    const result = await invokeWithBatch(cloud, mapping, "queue", records, traceIds, attempt);
    const known = new Set(messages.map((message) => message.messageId));
    const outcome = batchOutcome(result, known, mapping.reportsFailures);
    const failed = ({ messageId }: StoredMessage) =>
      outcome.kind === "failed" || (outcome.kind === "partial" && outcome.failed.has(messageId));
    for (const message of messages) {
      if (!failed(message)) queues.remove(mapping.sourceArn, message.receiptHandle);
    }
    queues.release(
      mapping.sourceArn,
      messages.filter(failed).map((message) => message.receiptHandle),
    );
  }

  function dispatch(messages: readonly StoredMessage[]): void {
    const batch = process(messages).finally(() => {
      underWay.delete(batch);
      nudge.give();
    });
    underWay.add(batch);
  }

  /** Fills a batch until it is full or the window is over. */
  async function gather(): Promise<readonly StoredMessage[]> {
    const messages = [...receive(batchSize)];
    const until = cloud.clock.now() + windowMs;
    while (messages.length > 0 && messages.length < batchSize && cloud.clock.now() < until) {
      nudge.take();
      messages.push(...receive(batchSize - messages.length));
      if (messages.length >= batchSize) break;
      // Stopped: what is held comes back at the next start.
      if (!(await pauses.wait(until - cloud.clock.now(), nudge))) return [];
    }
    return messages;
  }

  async function run(): Promise<void> {
    for (;;) {
      nudge.take();
      while (underWay.size < concurrency) {
        const messages = await gather();
        if (messages.length === 0) break;
        dispatch(messages);
      }
      resting = underWay.size === 0;
      if (!(await pauses.wait(FOREVER_MS, nudge))) return;
      resting = false;
    }
  }

  const running = run();
  return {
    idle: () => resting && !nudge.given && queues.depth(mapping.sourceArn).visible === 0,
    async stop() {
      pauses.stop();
      await running;
      await Promise.all(underWay);
    },
  };
}
