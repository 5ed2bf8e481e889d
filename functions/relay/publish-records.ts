import type { Log } from "@alliance/core";
import { Envelope, ownerOf } from "@alliance/events";
import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import * as z from "zod";

const OutboxRow = z.object({ data: Envelope });
/** PutEvents takes ten entries at a time. */
const entriesPerCall = 10;

export interface RelayParts {
  readonly client: Pick<EventBridgeClient, "send">;
  readonly busName: string;
  readonly log: Log;
}

/** One outbox row of the stream as an entry of the bus; the correlation id is the trace that led here. */
export function entryOf(record: DynamoDBRecord, busName: string): PutEventsRequestEntry {
  const image = unmarshall((record.dynamodb?.NewImage ?? {}) as Parameters<typeof unmarshall>[0]);
  const event = OutboxRow.parse(image).data;
  return {
    EventBusName: busName,
    Source: `alliance.${ownerOf(event.type)}`,
    DetailType: event.type,
    Detail: JSON.stringify(event),
    Time: new Date(event.occurredAt),
    TraceHeader: `Root=${event.correlationId}`,
  };
}

/**
 * The stream's Lambda handler: outbox rows to the bus, in order. The first entry that the bus did not take is
 * reported, and the stream resumes there; what was published after it is published again, which consumers bear.
 */
export function publishRecords({ client, busName, log }: RelayParts) {
  return async (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (let from = 0; from < batch.Records.length; from += entriesPerCall) {
      const records = batch.Records.slice(from, from + entriesPerCall);
      const failedAt = await publishSome(records);
      if (failedAt === undefined) continue;
      const sequenceNumber = records[failedAt]?.dynamodb?.SequenceNumber ?? "";
      return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
    }
    return { batchItemFailures: [] };
  };

  /** The place of the first record that did not get through, or undefined. */
  async function publishSome(records: readonly DynamoDBRecord[]): Promise<number | undefined> {
    const entries: PutEventsRequestEntry[] = [];
    for (const record of records) {
      try {
        entries.push(entryOf(record, busName));
      } catch (error) {
        log.error("not an outbox row", { error, sequenceNumber: record.dynamodb?.SequenceNumber });
        break;
      }
    }
    const unreadableAt = entries.length < records.length ? entries.length : undefined;
    if (entries.length === 0) return unreadableAt;
    try {
      const reply = await client.send(new PutEventsCommand({ Entries: entries }));
      if (!reply.FailedEntryCount) return unreadableAt;
      const failedAt = (reply.Entries ?? []).findIndex((entry) => entry.ErrorCode !== undefined);
      log.error("the bus refused an event", { code: reply.Entries?.[failedAt]?.ErrorCode });
      return Math.max(failedAt, 0);
    } catch (error) {
      log.error("the bus did not answer", { error });
      return 0;
    }
  }
}
