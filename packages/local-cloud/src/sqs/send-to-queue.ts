import { AwsError, type Cloud, type DeliverySource } from "../contract.ts";
import { authoriseSend, queuesOf } from "./sqs-module.ts";

/**
 * Sends for an AWS service, once its role or the queue's policy allows it. Synchronous, so that it can be part of the
 * transaction that accepted what is sent. Throws an AwsError when refused.
 */
export function sendToQueue(
  cloud: Cloud,
  queueArn: string,
  payload: unknown,
  traceId: string,
  source?: DeliverySource,
  attributes: Readonly<Record<string, string>> = {},
): void {
  const queues = queuesOf(cloud);
  if (queues.find(queueArn) === undefined) {
    throw new AwsError("QueueDoesNotExist", `The template has no queue ${queueArn}.`);
  }
  if (source?.roleArn !== undefined) {
    cloud.authorise({ roleArn: source.roleArn }, [{ action: "sqs:SendMessage", resourceArn: queueArn }]);
  } else if (source !== undefined) {
    authoriseSend(cloud, queueArn, source);
  }
  queues.send(queueArn, {
    body: typeof payload === "string" ? payload : JSON.stringify(payload),
    traceId,
    senderId: source?.sourceArn ?? "operator",
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, text]) => [name, { DataType: "String", StringValue: text }]),
    ),
  });
}
