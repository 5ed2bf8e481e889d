import { randomUUID } from "node:crypto";
import type { Cloud } from "../contract.ts";
import type { StreamRecord } from "../dynamodb/table-stream.ts";
import { queuesOf } from "../sqs/sqs-module.ts";
import type { Mapping } from "./mapping.ts";
import type { GiveUpReason } from "./stream-batch.ts";

/** Tells the failure destination which records of the stream were given up; their content stays in the stream. */
export function sendToFailureDestination(
  cloud: Cloud,
  mapping: Mapping,
  shardId: string,
  records: readonly StreamRecord[],
  reason: GiveUpReason,
  attempts: number,
  traceId: string,
): void {
  const destination = mapping.properties.DestinationConfig?.OnFailure?.Destination;
  const [first] = records;
  const last = records.at(-1);
  if (destination === undefined || first === undefined || last === undefined) return;
  const createdAt = (record: StreamRecord) =>
    new Date(record.dynamodb.ApproximateCreationDateTime * 1000).toISOString();
  const body = {
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      condition: reason,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: new Date(cloud.clock.now()).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first.dynamodb.SequenceNumber,
      endSequenceNumber: last.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: createdAt(first),
      approximateArrivalOfLastRecord: createdAt(last),
      batchSize: records.length,
      streamArn: mapping.sourceArn,
    },
  };
  queuesOf(cloud).send(destination, { body: JSON.stringify(body), traceId, senderId: mapping.roleArn });
}
