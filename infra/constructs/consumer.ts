import type { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { type EventBus, type EventPattern, type IEventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { maximumAlarm } from "./alarm.ts";
import type { NodeFunction } from "./function.ts";

export interface ConsumerProps {
  /** What the operator reads in an alarm: "membership bulk". */
  readonly name: string;
  readonly worker: NodeFunction;
}

/** What a function hears: rules → queue → function, and a dead-letter queue behind all of them. */
export class Consumer extends Construct {
  readonly name: string;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { name, worker }: ConsumerProps) {
    super(scope, id);
    this.name = name;
    this.deadLetters = new Queue(this, "DeadLetters", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // AWS asks for six times the function's timeout, so that a throttled batch is not taken twice.
      visibilityTimeout: Duration.seconds(worker.timeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    new EventSourceMapping(this, "Source", {
      target: worker.function,
      eventSourceArn: this.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
    worker.allow(
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
      [this.queue.queueArn],
    );
    this.alarms = [
      maximumAlarm(this, "OldestMessage", {
        metric: this.queue.metricApproximateAgeOfOldestMessage(),
        threshold: 900,
        meaning: `${name} is more than 15 minutes behind: read its log group`,
      }),
      maximumAlarm(this, "DeadLetter", {
        metric: this.deadLetters.metricApproximateNumberOfMessagesVisible(),
        threshold: 1,
        meaning: `${name} gave up on a message after five tries: find the cause in the log, then redrive the queue`,
      }),
    ];
  }

  /** Takes the events of a bus that match; what the bus cannot deliver goes to the dead letters too. */
  takes(id: string, bus: EventBus | IEventBus, eventPattern: EventPattern): Rule {
    return new Rule(this, id, {
      // CDK's classes do not fit their own interfaces under exactOptionalPropertyTypes.
      eventBus: bus as IEventBus,
      eventPattern,
      targets: [
        new SqsQueue(this.queue, {
          deadLetterQueue: this.deadLetters,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }
}
