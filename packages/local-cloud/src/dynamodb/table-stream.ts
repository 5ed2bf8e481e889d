import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { wallNow } from "../clock.ts";
import type { Cloud } from "../contract.ts";
import type { EngineClient } from "./engine-client.ts";
import type { StreamStorage } from "./stream-storage.ts";
import { createTrimmer } from "./stream-trimmer.ts";
import { keyText } from "./table.ts";
import type { WriteTraces } from "./write-traces.ts";

/** One change as a function receives it in `event.Records`. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly eventVersion: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
  readonly dynamodb: {
    readonly Keys: Record<string, AttributeValue>;
    readonly NewImage?: Record<string, AttributeValue>;
    readonly OldImage?: Record<string, AttributeValue>;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
    /** Epoch seconds of the platform's clock. */
    readonly ApproximateCreationDateTime: number;
  };
}

export interface ShardReader {
  /** The next records in order, fewer than the limit when there are no more now; `ended` after the last one ever. */
  read(limit: number): Promise<{ readonly records: readonly StreamRecord[]; readonly ended: boolean }>;
}

export interface Shard {
  readonly shardId: string;
  readonly parentShardId: string | undefined;
}

/** The stream of one table: read by event source mappings, nudged by every write, trimmed once consumed. */
export interface TableStream {
  readonly arn: string;
  /** As the engine names it. */
  readonly engineArn: string;
  shards(): Promise<readonly Shard[]>;
  /** Reads after a sequence number, or from the oldest record kept. */
  open(shardId: string, after: string | undefined): ShardReader;
  onWrite(listener: () => void): void;
  /** Tells the readers that there may be records. */
  wrote(): void;
  /** Whether writes can happen that `wrote` is not told of, so that readers must poll. */
  readonly mustPoll: boolean;
  traceOf(record: StreamRecord): string | undefined;
  /** Reports how far one consumer has durably come; what all consumers have seen is trimmed. */
  consumed(consumer: string, sequence: string): void;
  /** Nothing is trimmed before all consumers have said where they are. */
  startTrimming(): void;
}

export interface TableStreamParts {
  readonly cloud: Cloud;
  readonly client: EngineClient;
  readonly storage: StreamStorage | undefined;
  readonly traces: WriteTraces;
  readonly table: { readonly name: string; readonly keyNames: readonly string[] };
  readonly arn: string;
  readonly engineArn: string;
  readonly region: string;
}

const STREAMS = "DynamoDBStreams_20120810";

export function createTableStream(parts: TableStreamParts): TableStream {
  const { client, storage, table } = parts;
  const listeners: (() => void)[] = [];
  const trimmer = storage === undefined ? undefined : createTrimmer(storage, table.name);
  return {
    arn: parts.arn,
    engineArn: parts.engineArn,
    mustPoll: storage === undefined,
    async shards() {
      const { StreamDescription } = await client.call<{
        StreamDescription: { Shards: { ShardId: string; ParentShardId?: string }[] };
      }>(`${STREAMS}.DescribeStream`, { StreamArn: parts.engineArn });
      return StreamDescription.Shards.map((shard) => ({
        shardId: shard.ShardId,
        parentShardId: shard.ParentShardId,
      }));
    },
    open: (shardId, after) => openShard(parts, shardId, after),
    onWrite: (listener) => void listeners.push(listener),
    wrote: () => {
      for (const listener of listeners) listener();
      trimmer?.later();
    },
    traceOf: (record) => parts.traces.find(keyText(table, record.dynamodb.Keys)),
    consumed: (consumer, sequence) => trimmer?.consumed(consumer, Number(sequence)),
    startTrimming: () => trimmer?.start(),
  };
}

function openShard(parts: TableStreamParts, shardId: string, after: string | undefined): ShardReader {
  let position = after;
  let iterator: string | undefined;

  async function renewIterator(): Promise<string> {
    const answer = await parts.client.call<{ ShardIterator: string }>(`${STREAMS}.GetShardIterator`, {
      StreamArn: parts.engineArn,
      ShardId: shardId,
      ...(position === undefined
        ? { ShardIteratorType: "TRIM_HORIZON" }
        : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: position }),
    });
    return answer.ShardIterator;
  }

  async function getRecords(limit: number): Promise<{ Records: StreamRecord[]; NextShardIterator?: string }> {
    iterator ??= await renewIterator();
    return parts.client.call(`${STREAMS}.GetRecords`, { ShardIterator: iterator, Limit: limit });
  }

  return {
    async read(limit) {
      let answer: Awaited<ReturnType<typeof getRecords>>;
      try {
        answer = await getRecords(limit);
      } catch (error) {
        const name = (error as Error).name;
        if (name !== "ExpiredIteratorException" && name !== "TrimmedDataAccessException") throw error;
        if (name === "TrimmedDataAccessException") position = undefined;
        iterator = undefined;
        answer = await getRecords(limit);
      }
      iterator = answer.NextShardIterator ?? undefined;
      position = answer.Records.at(-1)?.dynamodb.SequenceNumber ?? position;
      return { records: answer.Records.map((record) => seenBy(parts, record)), ended: iterator === undefined };
    },
  };
}

/** The engine stamps its own region and the machine's clock; a function sees the platform's. */
function seenBy(parts: TableStreamParts, record: StreamRecord): StreamRecord {
  const offsetSeconds = Math.round((parts.cloud.clock.now() - wallNow()) / 1000);
  const expired = record.eventName === "REMOVE" && parts.traces.wasExpired(keyText(parts.table, record.dynamodb.Keys));
  return {
    ...record,
    awsRegion: parts.region,
    eventSourceARN: parts.arn,
    ...(expired ? { userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" } } : {}),
    dynamodb: {
      ...record.dynamodb,
      ApproximateCreationDateTime: record.dynamodb.ApproximateCreationDateTime + offsetSeconds,
    },
  };
}
