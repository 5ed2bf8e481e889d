import type { Cloud } from "../contract.ts";
import { queuesOf } from "./sqs-module.ts";

export interface QueueSummary {
  readonly name: string;
  readonly arn: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** The ARNs of the queues that put their hopeless messages here. */
  readonly isDeadLetterQueueOf: readonly string[];
}

export interface PeekedMessage {
  readonly messageId: string;
  readonly body: string;
  /** Epoch milliseconds of the platform's clock. */
  readonly sentAt: number;
  readonly receiveCount: number;
  readonly traceId: string;
  /** Where `redrive` would put it back; undefined when it was sent here directly. */
  readonly sourceArn: string | undefined;
}

export function listQueues(cloud: Cloud): readonly QueueSummary[] {
  const queues = queuesOf(cloud);
  return queues.all().map(({ name, arn }) => ({
    name,
    arn,
    ...queues.depth(arn),
    isDeadLetterQueueOf: queues
      .all()
      .filter((queue) => queue.redrive?.deadLetterTargetArn === arn)
      .map((queue) => queue.arn),
  }));
}

/** The oldest messages, without receiving them. */
export function peekMessages(cloud: Cloud, queueArn: string, limit: number): readonly PeekedMessage[] {
  return queuesOf(cloud)
    .peek(queueArn, limit)
    .map(({ messageId, body, sentAt, receiveCount, traceId, deadLetterSourceArn }) => ({
      messageId,
      body,
      sentAt,
      receiveCount,
      traceId,
      sourceArn: deadLetterSourceArn,
    }));
}

/** Puts messages of a dead-letter queue back where they came from; returns how many. Those sent here directly stay. */
export function redrive(cloud: Cloud, queueArn: string, messageIds?: readonly string[]): number {
  return queuesOf(cloud).move(queueArn, (message) => message.deadLetterSourceArn, messageIds);
}
