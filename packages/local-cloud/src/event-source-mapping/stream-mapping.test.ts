import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { dynamodbModule } from "../dynamodb/dynamodb-module.ts";
import type { StreamRecord } from "../dynamodb/table-stream.ts";
import { peekMessages } from "../sqs/queue-admin.ts";
import { sqsModule } from "../sqs/sqs-module.ts";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { eventSourceMappingModule } from "./event-source-mapping-module.ts";

const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:relay";
const running: TestingCloud[] = [];

afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
});

type Event = { readonly Records: readonly StreamRecord[] };

async function cloudWith(
  code: (event: Event, traceId: string) => unknown,
  mapping: Record<string, unknown> = {},
  folder?: string,
): Promise<TestingCloud> {
  const cloud = createTestingCloud(folder === undefined ? {} : { folder });
  running.push(cloud);
  for (const module of [dynamodbModule, sqsModule, eventSourceMappingModule]) cloud.add(module);
  cloud.add({
    name: "functions",
    types: [
      {
        type: "AWS::Lambda::Function",
        properties: [],
        identify: () => ({ ref: "relay", arn: functionArn }),
      },
    ] as never,
  });
  const table = await cloud.provision("AWS::DynamoDB::Table", "Table", {
    TableName: "orders",
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
    ],
    StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
    TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
  });
  await cloud.provision("AWS::SQS::Queue", "Failures", { QueueName: "failures" });
  await cloud.provision("AWS::Lambda::Function", "Relay");
  cloud.setFunction(functionArn, code as never);
  await cloud.provision("AWS::Lambda::EventSourceMapping", "Mapping", {
    EventSourceArn: table.attributes.StreamArn,
    FunctionName: "relay",
    StartingPosition: "TRIM_HORIZON",
    ...mapping,
  });
  await cloud.start();
  return cloud;
}

function put(cloud: TestingCloud, sk: string, more: Record<string, unknown> = {}) {
  return cloud.call("dynamodb", "DynamoDB_20120810.PutItem", {
    TableName: "orders",
    Item: { pk: { S: "order#1" }, sk: { S: sk }, ...more },
  });
}

const sortKeys = (event: Event) => event.Records.map((record) => record.dynamodb.Keys.sk?.S ?? "");
const failuresArn = "arn:aws:sqs:eu-west-2:111111111111:failures";

test("a write reaches the function in order, with its images, under the trace of the request that wrote", async () => {
  const seen: string[] = [];
  const traces: string[] = [];
  const cloud = await cloudWith((event, traceId) => {
    seen.push(...sortKeys(event));
    traces.push(traceId);
    expect(event.Records[0]?.eventSourceARN).toContain(":table/orders/stream/");
    expect(event.Records[0]?.dynamodb.NewImage?.pk).toEqual({ S: "order#1" });
  });
  for (let at = 0; at < 20; at += 1) expect((await put(cloud, `line#${at}`)).status).toBe(200);
  await cloud.idle();
  expect(seen).toEqual(Array.from({ length: 20 }, (_, at) => `line#${at}`));
  const spans = cloud.timeline.trace(traces[0] ?? "");
  expect(spans.map((span) => [span.kind, span.name])).toContainEqual(["stream", "orders → relay"]);
});

test("records that no filter selects never reach the function, and are not read again", async () => {
  const seen: string[] = [];
  const cloud = await cloudWith((event) => void seen.push(...sortKeys(event)), {
    FilterCriteria: {
      Filters: [
        {
          Pattern: JSON.stringify({
            eventName: ["INSERT"],
            dynamodb: { Keys: { sk: { S: [{ prefix: "event#" }] } } },
          }),
        },
      ],
    },
  });
  await put(cloud, "event#1");
  await put(cloud, "state");
  await put(cloud, "event#1");
  await put(cloud, "event#2");
  await cloud.idle();
  expect(seen).toEqual(["event#1", "event#2"]);
});

test("a partial failure is resumed from the lowest record reported, and the order holds", async () => {
  const batches: string[][] = [];
  let failures = 2;
  const cloud = await cloudWith(
    (event) => {
      batches.push(sortKeys(event));
      const failed = event.Records.find((record) => record.dynamodb.Keys.sk?.S === "line#2");
      if (failed === undefined || failures === 0) return { batchItemFailures: [] };
      failures -= 1;
      return { batchItemFailures: [{ itemIdentifier: failed.dynamodb.SequenceNumber }] };
    },
    { FunctionResponseTypes: ["ReportBatchItemFailures"], MaximumBatchingWindowInSeconds: 300, BatchSize: 4 },
  );
  for (let at = 0; at < 4; at += 1) await put(cloud, `line#${at}`);
  await cloud.idle();
  expect(batches).toEqual([
    ["line#0", "line#1", "line#2", "line#3"],
    ["line#2", "line#3"],
    ["line#2", "line#3"],
  ]);
});

test("a poisonous record is isolated by bisecting and told to the failure destination; the others get through", async () => {
  const done: string[] = [];
  const cloud = await cloudWith(
    (event) => {
      if (sortKeys(event).includes("line#1")) throw new Error("poison");
      done.push(...sortKeys(event));
    },
    {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      BatchSize: 4,
      MaximumBatchingWindowInSeconds: 300,
      DestinationConfig: { OnFailure: { Destination: failuresArn } },
    },
  );
  for (let at = 0; at < 4; at += 1) await put(cloud, `line#${at}`);
  await cloud.idle();
  expect(done).toEqual(["line#0", "line#2", "line#3"]);
  const [message, ...others] = peekMessages(cloud, failuresArn, 10);
  expect(others).toEqual([]);
  expect(JSON.parse(message?.body ?? "{}")).toMatchObject({
    requestContext: { condition: "RetryAttemptsExhausted", functionArn, approximateInvokeCount: 2 },
    DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: "2", endSequenceNumber: "2" },
  });
});

test("after a restart the mapping goes on where it was, neither losing nor repeating what was finished", async () => {
  const folder = mkdtempSync(join(tmpdir(), "restart-"));
  try {
    const first: string[] = [];
    const before = await cloudWith((event) => void first.push(...sortKeys(event)), {}, folder);
    await put(before, "line#1");
    await before.idle();
    await running.pop()?.stop();

    const second: string[] = [];
    const stopped = await cloudWith(
      () => {
        throw new Error("down");
      },
      {},
      folder,
    );
    await put(stopped, "line#2");
    await running.pop()?.stop();

    const after = await cloudWith((event) => void second.push(...sortKeys(event)), {}, folder);
    await after.idle();
    expect(first).toEqual(["line#1"]);
    expect(second).toEqual(["line#2"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("what expires is deleted when the clock passes it, and its record says that the service did it", async () => {
  const removed: StreamRecord[] = [];
  const cloud = await cloudWith((event) => {
    removed.push(...event.Records.filter((record) => record.eventName === "REMOVE"));
  });
  const inAnHour = Math.floor(cloud.clock.now() / 1000) + 3_600;
  await put(cloud, "session", { expiresAt: { N: String(inAnHour) } });
  await put(cloud, "kept");
  await cloud.idle();
  expect(removed).toEqual([]);
  cloud.clock.moveForward(2 * 3_600_000);
  await cloud.idle();
  expect(removed.map((record) => [record.dynamodb.Keys.sk?.S, record.userIdentity?.principalId])).toEqual([
    ["session", "dynamodb.amazonaws.com"],
  ]);
});

test("records older than the mapping allows are given up when the clock has moved past them", async () => {
  const cloud = await cloudWith(
    () => {
      throw new Error("down");
    },
    { MaximumRecordAgeInSeconds: 3_600, DestinationConfig: { OnFailure: { Destination: failuresArn } } },
  );
  await put(cloud, "line#1");
  cloud.clock.moveForward(2 * 3_600_000);
  while (peekMessages(cloud, failuresArn, 1).length === 0) {
    cloud.clock.moveForward(2 * 3_600_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await cloud.idle();
  const [message] = peekMessages(cloud, failuresArn, 1);
  expect(JSON.parse(message?.body ?? "{}").requestContext.condition).toBe("RecordAgeExceeded");
});

test("a property that is not understood stops the start by name", async () => {
  await expect(cloudWith(() => undefined, { ParallelizationFactor: 4 })).rejects.toThrow(/ParallelizationFactor/);
  await expect(
    cloudWith(() => undefined, { FilterCriteria: { Filters: [{ Pattern: '{"a":[{"soundex":"x"}]}' }] } }),
  ).rejects.toThrow(/soundex/);
});
