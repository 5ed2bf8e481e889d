import { afterEach, expect, test } from "vitest";
import { dynamodbModule } from "../dynamodb/dynamodb-module.ts";
import type { StreamRecord } from "../dynamodb/table-stream.ts";
import { eventSourceMappingModule } from "../event-source-mapping/event-source-mapping-module.ts";
import { sqsModule } from "../sqs/sqs-module.ts";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { eventsModule } from "./events-module.ts";

const functionArn = (name: string) => `arn:aws:lambda:eu-west-2:111111111111:function:${name}`;
let cloud: TestingCloud;

afterEach(() => cloud.stop());

async function chain(): Promise<void> {
  cloud = createTestingCloud();
  for (const module of [dynamodbModule, sqsModule, eventsModule, eventSourceMappingModule]) cloud.add(module);
  const type = {
    type: "AWS::Lambda::Function",
    properties: [],
    identify: (draft: { logicalId: string }) => ({ ref: draft.logicalId, arn: functionArn(draft.logicalId) }),
  };
  cloud.add({ name: "functions", types: [type] as never });
  const table = await cloud.provision("AWS::DynamoDB::GlobalTable", "Table", {
    TableName: "orders",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    StreamSpecification: { StreamViewType: "NEW_IMAGE" },
    Replicas: [{ Region: "eu-west-2" }],
  });
  const bus = await cloud.provision("AWS::Events::EventBus", "Bus", { Name: "shop" });
  const queue = await cloud.provision("AWS::SQS::Queue", "Queue", { QueueName: "mail" });
  const rule = await cloud.provision("AWS::Events::Rule", "Rule", {
    EventBusName: "shop",
    EventPattern: { "detail-type": [{ prefix: "order." }] },
    Targets: [{ Id: "queue", Arn: queue.arn }],
  });
  await cloud.provision("AWS::SQS::QueuePolicy", "Policy", {
    Queues: [queue.ref],
    PolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { ArnEquals: { "aws:SourceArn": rule.arn } },
        },
      ],
    },
  });
  for (const name of ["relay", "worker"]) await cloud.provision("AWS::Lambda::Function", name);
  await cloud.provision("AWS::Lambda::EventSourceMapping", "FromTable", {
    EventSourceArn: table.attributes.StreamArn,
    FunctionName: functionArn("relay"),
    StartingPosition: "LATEST",
  });
  await cloud.provision("AWS::Lambda::EventSourceMapping", "FromQueue", {
    EventSourceArn: queue.arn,
    FunctionName: "worker",
  });
  cloud.setFunction(functionArn("relay"), async (event: { Records: StreamRecord[] }) => {
    const Entries = event.Records.map((record) => ({
      Source: "shop",
      EventBusName: bus.ref,
      DetailType: "order.placed",
      Detail: JSON.stringify({ id: record.dynamodb.Keys.pk?.S }),
    }));
    const { json } = await cloud.call("events", "AWSEvents.PutEvents", { Entries });
    expect(json).toMatchObject({ FailedEntryCount: 0 });
  });
  await cloud.start();
}

test("a write becomes an event, a message and an invocation, each hop nudging the next", async () => {
  await chain();
  const seen: string[] = [];
  let arrived = (): void => undefined;
  cloud.setFunction(functionArn("worker"), (event: { Records: { body: string }[] }) => {
    for (const { body } of event.Records) seen.push(JSON.parse(body).detail.id);
    arrived();
  });
  const durations: number[] = [];
  for (let at = 0; at < 30; at += 1) {
    const startedAt = performance.now();
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const Item = { pk: { S: `order#${at}` } };
    await cloud.call("dynamodb", "DynamoDB_20120810.PutItem", { TableName: "orders", Item });
    await arrival;
    durations.push(performance.now() - startedAt);
  }
  await cloud.idle();
  expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => `order#${at}`));
  durations.sort((a, b) => a - b);
  if (process.env.PRINT_TIMINGS) process.stdout.write(`chain p50 ${durations[15]?.toFixed(1)} ms\n`);
  // Nothing polls: a polled hop would add a quarter of a second. Ample room for a busy machine.
  expect(durations[15]).toBeLessThan(100);
});
