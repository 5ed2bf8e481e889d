import { createHash } from "node:crypto";
import type { StoredMessage } from "../sqs/messages.ts";
import { traceHeader } from "../trace-header.ts";
import type { Mapping } from "./mapping.ts";

/** A message as a function receives it in `event.Records`. */
export function queueRecord(mapping: Pick<Mapping, "sourceArn" | "region">, message: StoredMessage) {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      SenderId: message.senderId,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
      AWSTraceHeader: traceHeader(message.traceId),
      ...(message.deadLetterSourceArn === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, attribute]) => [
        name,
        {
          ...(attribute.StringValue === undefined ? {} : { stringValue: attribute.StringValue }),
          ...(attribute.BinaryValue === undefined ? {} : { binaryValue: attribute.BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: attribute.DataType,
        },
      ]),
    ),
    md5OfBody: createHash("md5").update(message.body).digest("hex"),
    eventSource: "aws:sqs",
    eventSourceARN: mapping.sourceArn,
    awsRegion: mapping.region,
  };
}
