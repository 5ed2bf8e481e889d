import * as z from "zod";
import { type JsonOperation, jsonOperation } from "../json-protocol.ts";
import { traceHeader } from "../trace-header.ts";
import { attributesDigest, bodyDigest } from "./message-digest.ts";
import type { StoredMessage } from "./messages.ts";
import type { QueueSettings, Queues } from "./queues.ts";

const input = z.strictObject({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.number().int().min(1).max(10).optional(),
  WaitTimeSeconds: z.number().int().min(0).max(20).optional(),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
  AttributeNames: z.array(z.string()).optional(),
  MessageSystemAttributeNames: z.array(z.string()).optional(),
  MessageAttributeNames: z.array(z.string()).optional(),
  ReceiveRequestAttemptId: z.string().optional(),
});

/** ReceiveMessage with long polling: it waits for a message by the machine's clock, as the caller does. */
export function receiveOperation(queues: Queues, find: (url: string) => QueueSettings): JsonOperation {
  const arrivals = new Map<string, Set<() => void>>();

  function arrival(arn: string, milliseconds: number): Promise<void> {
    let waiting = arrivals.get(arn);
    if (waiting === undefined) {
      const made = new Set<() => void>();
      queues.onVisible(arn, () => {
        for (const wake of [...made]) wake();
      });
      arrivals.set(arn, made);
      waiting = made;
    }
    const sleepers = waiting;
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds).unref();
      sleepers.add(wake);
    });
  }

  return jsonOperation(input, {
    authorise: (body) => [{ action: "sqs:ReceiveMessage", resourceArn: find(body.QueueUrl).arn }],
    async handle(body) {
      const queue = find(body.QueueUrl);
      const deadline = performance.now() + (body.WaitTimeSeconds ?? queue.waitSeconds) * 1000;
      const options = { limit: body.MaxNumberOfMessages ?? 1, visibilityTimeoutSeconds: body.VisibilityTimeout };
      for (;;) {
        const messages = queues.receive(queue.arn, options);
        const left = deadline - performance.now();
        if (messages.length > 0 || left <= 0) {
          return messages.length === 0 ? {} : { Messages: messages.map((message) => received(message, body)) };
        }
        await arrival(queue.arn, left);
      }
    },
  });
}

function received(message: StoredMessage, body: z.infer<typeof input>) {
  const system: Record<string, string> = {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    AWSTraceHeader: traceHeader(message.traceId),
    ...(message.deadLetterSourceArn === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
  const systemNames = [...(body.AttributeNames ?? []), ...(body.MessageSystemAttributeNames ?? [])];
  const attributes = Object.entries(message.attributes).filter(([name]) =>
    (body.MessageAttributeNames ?? []).some((wanted) => wanted === "All" || wanted === ".*" || wanted === name),
  );
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: bodyDigest(message.body),
    Attributes: Object.fromEntries(
      Object.entries(system).filter(([name]) => systemNames.includes("All") || systemNames.includes(name)),
    ),
    ...(attributes.length === 0
      ? {}
      : {
          MessageAttributes: Object.fromEntries(attributes),
          MD5OfMessageAttributes: attributesDigest(Object.fromEntries(attributes)),
        }),
  };
}
