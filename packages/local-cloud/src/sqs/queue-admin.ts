import type { Cloud } from "../contract.ts";
import type { StoredMessage } from "./messages.ts";
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
    .map((message) => ({
      messageId: message.messageId,
      body: message.body,
      sentAt: message.sentAt,
      receiveCount: message.receiveCount,
      traceId: message.traceId,
      sourceArn: sourceOf(message),
    }));
}

/**
 * Puts messages of a dead-letter queue back where they came from, or where a rule could not deliver them; returns how
 * many. Those sent here directly, and those meant for a function, stay.
 */
export function redrive(cloud: Cloud, queueArn: string, messageIds?: readonly string[]): number {
  return queuesOf(cloud).move(queueArn, sourceOf, messageIds);
}

function sourceOf({ deadLetterSourceArn, attributes }: StoredMessage): string | undefined {
  return deadLetterSourceArn ?? attributes.TARGET_ARN?.StringValue;
}
