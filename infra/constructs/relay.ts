import type { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { Entry } from "../contexts.ts";
import type { Environment } from "../environments.ts";
import { maximumAlarm } from "./alarm.ts";
import { NodeFunction } from "./function.ts";

export interface RelayProps {
  readonly settings: Environment;
  readonly table: Table;
  readonly bus: EventBus;
  readonly entry: Entry;
}

/** The only publisher of events: the table's stream, in order, to the bus. */
export class Relay extends Construct {
  readonly relay: NodeFunction;
  readonly failures: Queue;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: RelayProps) {
    super(scope, id);
    const { settings, table, bus, entry } = props;
    const streamArn = table.tableStreamArn;
    if (streamArn === undefined || table.encryptionKey === undefined)
      throw new Error("the table has no stream or no key");
    this.failures = new Queue(this, "Failures", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.relay = new NodeFunction(this, "Relay", {
      settings,
      code: entry,
      timeout: Duration.seconds(30),
      environment: { BUS_NAME: bus.eventBusName },
    });
    this.relay.allow(["events:PutEvents"], [bus.eventBusArn]);
    this.relay.allow(["kms:Decrypt"], [table.encryptionKey.keyArn]);
    this.relay.allow(
      ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
      [streamArn],
    );
    this.readsStream(streamArn);
    this.alarms = [...this.relay.alarms, ...this.watch()];
  }

  private readsStream(streamArn: string): void {
    const mapping = new EventSourceMapping(this, "Source", {
      target: this.relay.function,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      // A stuck record holds back those behind it: for an hour at most, then its place is noted in the failure queue.
      bisectBatchOnError: true,
      retryAttempts: 50,
      maxRecordAge: Duration.hours(1),
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(this.failures),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual("INSERT"),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith("event#") } } },
        }),
      ],
    });
    mapping.node.addDependency(this.relay.role);
  }

  private watch(): readonly Alarm[] {
    return [
      maximumAlarm(this, "Late", {
        metric: this.relay.function.metric("IteratorAge"),
        threshold: 60_000,
        meaning: "events leave the table more than a minute late: read the relay's log group",
      }),
      maximumAlarm(this, "NotPublished", {
        metric: this.failures.metricApproximateNumberOfMessagesVisible(),
        threshold: 1,
        meaning: "an event was never published: docs/operating.md, Publishing an event again",
      }),
    ];
  }
}
