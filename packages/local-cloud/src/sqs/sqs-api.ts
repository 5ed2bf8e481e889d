import * as z from "zod";
import { type AwsApi, AwsError, type AwsRequest, type Cloud } from "../contract.ts";
import { type JsonOperation, jsonApi, jsonOperation } from "../json-protocol.ts";
import { traceIdOf } from "../trace-header.ts";
import { attributesDigest, bodyDigest } from "./message-digest.ts";
import type { QueueSettings, Queues } from "./queues.ts";
import { receiveOperation } from "./receive-message.ts";

const url = z.string();
const attributes = z
  .record(
    z.string(),
    z.strictObject({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() }),
  )
  .optional();
const outgoing = {
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  MessageAttributes: attributes,
  MessageSystemAttributes: z
    .strictObject({ AWSTraceHeader: z.looseObject({ StringValue: z.string() }).optional() })
    .optional(),
};
const sendInput = z.strictObject({ QueueUrl: url, ...outgoing });
const receipt = { ReceiptHandle: z.string() };
const visibility = { ...receipt, VisibilityTimeout: z.number().int().min(0).max(43_200) };

type Outgoing = Omit<z.infer<typeof sendInput>, "QueueUrl">;

/** Finds the queue behind a URL or a name. */
type FindQueue = (urlOrName: string) => QueueSettings;

export function sqsApi(cloud: Cloud, queues: Queues): AwsApi {
  const find: FindQueue = (urlOrName) => {
    const name = urlOrName.split("/").at(-1);
    const queue = queues.all().find((candidate) => candidate.name === name);
    if (queue === undefined) throw new AwsError("QueueDoesNotExist", `The template has no queue ${urlOrName}.`);
    return queue;
  };
  const on = <I extends z.ZodType<{ QueueUrl: string }>>(
    action: string,
    input: I,
    handle: (queue: QueueSettings, body: z.output<I>, request: AwsRequest) => unknown,
  ) =>
    jsonOperation(input, {
      authorise: (body) => [{ action: `sqs:${action}`, resourceArn: find(body.QueueUrl).arn }],
      handle: (body, request) => handle(find(body.QueueUrl), body, request),
    });
  return jsonApi({
    service: "sqs",
    targetPrefix: "AmazonSQS",
    version: "1.0",
    operations: {
      SendMessage: on("SendMessage", sendInput, (queue, body, request) => send(queues, queue, body, request)),
      SendMessageBatch: on("SendMessage", batchOf(outgoing), (queue, body, request) =>
        inBatch(body.Entries, (entry) => send(queues, queue, entry, request)),
      ),
      ReceiveMessage: receiveOperation(queues, find),
      ...deletions(queues, on),
      ...visibilities(queues, on),
      GetQueueAttributes: on(
        "GetQueueAttributes",
        z.strictObject({ QueueUrl: url, AttributeNames: z.array(z.string()).optional() }),
        (queue, body) => queueAttributes(queues, queue, body.AttributeNames ?? []),
      ),
      PurgeQueue: on("PurgeQueue", z.strictObject({ QueueUrl: url }), (queue) => queues.purge(queue.arn)),
      GetQueueUrl: jsonOperation(
        z.strictObject({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() }),
        {
          authorise: ({ QueueName }) => [{ action: "sqs:GetQueueUrl", resourceArn: find(QueueName).arn }],
          handle: ({ QueueName }) => ({
            QueueUrl: `${cloud.awsEndpoint}/${cloud.accountId}/${find(QueueName).name}`,
          }),
        },
      ),
    },
  });
}

type On = <I extends z.ZodType<{ QueueUrl: string }>>(
  action: string,
  input: I,
  handle: (queue: QueueSettings, body: z.output<I>, request: AwsRequest) => unknown,
) => JsonOperation;

function deletions(queues: Queues, on: On): Record<string, JsonOperation> {
  return {
    DeleteMessage: on("DeleteMessage", z.strictObject({ QueueUrl: url, ...receipt }), (queue, body) => {
      queues.remove(queue.arn, body.ReceiptHandle);
    }),
    DeleteMessageBatch: on("DeleteMessage", batchOf(receipt), (queue, body) =>
      inBatch(body.Entries, (entry) => {
        queues.remove(queue.arn, entry.ReceiptHandle);
        return {};
      }),
    ),
  };
}

function visibilities(queues: Queues, on: On): Record<string, JsonOperation> {
  const change = (queue: QueueSettings, entry: { ReceiptHandle: string; VisibilityTimeout: number }) => {
    if (queues.changeVisibility(queue.arn, entry.ReceiptHandle, entry.VisibilityTimeout)) return {};
    throw new AwsError("ReceiptHandleIsInvalid", "The receipt handle is not the latest of a message in flight.");
  };
  const action = "ChangeMessageVisibility";
  return {
    ChangeMessageVisibility: on(action, z.strictObject({ QueueUrl: url, ...visibility }), change),
    ChangeMessageVisibilityBatch: on(action, batchOf(visibility), (queue, body) =>
      inBatch(body.Entries, (entry) => change(queue, entry)),
    ),
  };
}

function batchOf<S extends z.ZodRawShape>(entry: S) {
  const entries = z
    .array(z.strictObject({ Id: z.string(), ...entry }))
    .min(1)
    .max(10);
  return z.strictObject({ QueueUrl: url, Entries: entries });
}

/** Each entry by itself: one that is refused does not stop the others. */
function inBatch<E extends { Id: string }>(entries: readonly E[], act: (entry: E) => object) {
  if (new Set(entries.map((entry) => entry.Id)).size < entries.length) {
    throw new AwsError("BatchEntryIdsNotDistinct", "Two entries of the batch have the same Id.");
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function send(queues: Queues, queue: QueueSettings, message: Outgoing, request: AwsRequest) {
  if (Buffer.byteLength(message.MessageBody) > queue.maximumMessageBytes) {
    throw new AwsError(
      "InvalidParameterValue",
      `A message of ${queue.name} has at most ${queue.maximumMessageBytes} bytes.`,
    );
  }
  const header = message.MessageSystemAttributes?.AWSTraceHeader?.StringValue;
  const { messageId } = queues.send(queue.arn, {
    body: message.MessageBody,
    attributes: message.MessageAttributes,
    delaySeconds: message.DelaySeconds,
    traceId: traceIdOf(header) ?? request.traceId,
    senderId: request.principal?.roleArn ?? "operator",
  });
  return {
    MessageId: messageId,
    MD5OfMessageBody: bodyDigest(message.MessageBody),
    ...(message.MessageAttributes === undefined
      ? {}
      : { MD5OfMessageAttributes: attributesDigest(message.MessageAttributes) }),
  };
}

function queueAttributes(queues: Queues, queue: QueueSettings, names: readonly string[]) {
  const depth = queues.depth(queue.arn);
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(depth.visible),
    ApproximateNumberOfMessagesNotVisible: String(depth.inFlight),
    ApproximateNumberOfMessagesDelayed: String(depth.delayed),
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    DelaySeconds: String(queue.delaySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    ReceiveMessageWaitTimeSeconds: String(queue.waitSeconds),
    MaximumMessageSize: String(queue.maximumMessageBytes),
    ...(queue.redrive === undefined ? {} : { RedrivePolicy: JSON.stringify(queue.redrive) }),
  };
  const unknown = names.find((name) => name !== "All" && !Object.hasOwn(all, name) && name !== "RedrivePolicy");
  if (unknown !== undefined) throw new AwsError("InvalidAttributeName", `The attribute ${unknown} is not supported.`);
  const wanted = Object.entries(all).filter(([name]) => names.includes("All") || names.includes(name));
  return { Attributes: Object.fromEntries(wanted) };
}
