import { wallNow } from "../clock.ts";
import type { Cloud } from "../contract.ts";
import type { ShardReader, StreamRecord, TableStream } from "../dynamodb/table-stream.ts";
import { batchOutcome } from "./batch-response.ts";
import { sendToFailureDestination } from "./failure-destination.ts";
import { invokeWithBatch, type Mapping } from "./mapping.ts";
import type { Nudge, Pauses } from "./pause.ts";
import { processStreamBatch } from "./stream-batch.ts";

const DEFAULT_BATCH = 100;
const POLL_MS = 250;
const AFTER_ERROR_MS = 1_000;
const FOREVER_MS = 2 ** 40;
const LARGEST_BATCH_BYTES = 4_000_000;

/** One shard as one mapping reads it. */
export interface ShardRun {
  readonly cloud: Cloud;
  readonly mapping: Mapping;
  readonly stream: TableStream;
  readonly shardId: string;
  readonly nudge: Nudge;
  readonly pauses: Pauses;
  /** Nothing read that is not yet dealt with. */
  resting: boolean;
  /** The last sequence number that is behind us, as saved. */
  position(): string | undefined;
  checkpoint(sequence: string): void;
}

interface Entry {
  readonly record: StreamRecord;
  /** By the platform's clock, from which its age counts. */
  readonly seenAt: number;
}

/** Reads until the shard has ended or the mapping is stopped; starts again at the checkpoint after an error. */
export async function runShard(run: ShardRun): Promise<"ended" | "stopped"> {
  for (;;) {
    try {
      return await readShard(run, run.stream.open(run.shardId, run.position()));
    } catch (error) {
      recordFailure(run, error);
      if (!(await run.pauses.wait(AFTER_ERROR_MS))) return "stopped";
    }
  }
}

async function readShard(run: ShardRun, reader: ShardReader): Promise<"ended" | "stopped"> {
  const batchSize = run.mapping.properties.BatchSize ?? DEFAULT_BATCH;
  const windowMs = (run.mapping.properties.MaximumBatchingWindowInSeconds ?? 0) * 1000;
  let waiting: Entry[] = [];
  let lastSeen = run.position();
  for (;;) {
    run.nudge.take();
    const { records, ended } = await reader.read(Math.min(Math.max(batchSize, 100), 1_000));
    const seenAt = run.cloud.clock.now();
    waiting.push(...records.filter(run.mapping.matches).map((record) => ({ record, seenAt })));
    lastSeen = records.at(-1)?.dynamodb.SequenceNumber ?? lastSeen;
    const [oldest] = waiting;
    const more = records.length > 0 && waiting.length < batchSize;
    if (more) continue;
    const windowLeft = oldest === undefined ? 0 : oldest.seenAt + windowMs - seenAt;
    if (oldest !== undefined && (waiting.length >= batchSize || windowLeft <= 0 || ended)) {
      const batch = firstBatch(waiting, batchSize);
      waiting = waiting.slice(batch.length);
      if ((await deliver(run, batch)) === "stopped") return "stopped";
      if (waiting.length > 0) continue;
    }
    if (waiting.length === 0 && lastSeen !== undefined && lastSeen !== run.position()) run.checkpoint(lastSeen);
    if (ended) return "ended";
    if (records.length > 0) continue;
    run.resting = waiting.length === 0;
    const wait = waiting.length > 0 ? windowLeft : run.stream.mustPoll ? POLL_MS : FOREVER_MS;
    if (!(await run.pauses.wait(wait, run.nudge))) return "stopped";
    run.resting = false;
  }
}

function firstBatch(waiting: readonly Entry[], batchSize: number): readonly Entry[] {
  let bytes = 0;
  const tooMuch = waiting.findIndex(({ record }, position) => {
    bytes += record.dynamodb.SizeBytes;
    return position > 0 && bytes > LARGEST_BATCH_BYTES;
  });
  return waiting.slice(0, Math.min(batchSize, tooMuch === -1 ? batchSize : tooMuch));
}

function deliver(run: ShardRun, batch: readonly Entry[]): Promise<"finished" | "stopped"> {
  const { cloud, mapping } = run;
  const { properties } = mapping;
  const traceOf = ({ record }: Entry) => run.stream.traceOf(record) ?? cloud.timeline.newTraceId();
  const traces = new Map(batch.map((entry) => [entry, traceOf(entry)]));
  const tracesOf = (entries: readonly Entry[]) => entries.map((entry) => traces.get(entry) ?? "");
  const sequenceOf = ({ record }: Entry) => record.dynamodb.SequenceNumber;
  return processStreamBatch(
    batch,
    {
      bisect: properties.BisectBatchOnFunctionError ?? false,
      maximumRetries: properties.MaximumRetryAttempts ?? -1,
      maximumAgeSeconds: properties.MaximumRecordAgeInSeconds ?? -1,
    },
    {
      sequenceOf,
      ageSeconds: ({ seenAt }) => (cloud.clock.now() - seenAt) / 1000,
      advance: (entry) => run.checkpoint(sequenceOf(entry)),
      pause: (milliseconds) => run.pauses.wait(milliseconds),
      async invoke(entries, attempt) {
        const records = entries.map(({ record }) => record);
        const result = await invokeWithBatch(cloud, mapping, "stream", records, tracesOf(entries), attempt);
        return batchOutcome(result, new Set(entries.map(sequenceOf)), mapping.reportsFailures);
      },
      async giveUp(entries, reason, attempts) {
        const [traceId = cloud.timeline.newTraceId()] = tracesOf(entries);
        const records = entries.map(({ record }) => record);
        sendToFailureDestination(cloud, mapping, run.shardId, records, reason, attempts, traceId);
      },
    },
  );
}

function recordFailure(run: ShardRun, error: unknown): void {
  run.cloud.timeline.record({
    traceId: run.cloud.timeline.newTraceId(),
    kind: "stream",
    name: run.mapping.name,
    startedAt: wallNow(),
    durationMs: 0,
    error: String(error),
  });
}
