import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { databaseOf } from "./database.ts";
import { dynamodbApi } from "./dynamodb-api.ts";
import { dynamodbModule } from "./dynamodb-module.ts";
import { measureWriteThroughput } from "./write-throughput.ts";
import { createWriteTraces } from "./write-traces.ts";

const running: TestingCloud[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "tables-"));
  folders.push(made);
  return made;
}

async function cloudWith(properties: Record<string, unknown> = {}, dataFolder?: string): Promise<TestingCloud> {
  const cloud = createTestingCloud(dataFolder === undefined ? {} : { folder: dataFolder });
  running.push(cloud);
  cloud.add(dynamodbModule);
  await cloud.provision("AWS::DynamoDB::Table", "Orders", {
    TableName: "orders",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
    ...properties,
  });
  await cloud.start();
  return cloud;
}

const call = (cloud: TestingCloud, operation: string, body: object, roleArn?: string) =>
  cloud.call(
    "dynamodb",
    `DynamoDB_20120810.${operation}`,
    { TableName: "orders", ...body },
    roleArn ? { roleArn } : undefined,
  );
const Key = { pk: { S: "a" } };

test("items are kept over a restart, and a new index of the template is added to them", async () => {
  const dataFolder = folder();
  const before = await cloudWith({}, dataFolder);
  await call(before, "PutItem", { Item: { ...Key, day: { S: "monday" } } });
  await running.pop()?.stop();
  const after = await cloudWith(
    {
      AttributeDefinitions: ["pk", "day"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-day",
          KeySchema: [{ AttributeName: "day", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    },
    dataFolder,
  );
  const query = {
    IndexName: "by-day",
    KeyConditionExpression: "#d = :d",
    ExpressionAttributeNames: { "#d": "day" },
    ExpressionAttributeValues: { ":d": { S: "monday" } },
    ReturnConsumedCapacity: "TOTAL",
  };
  expect((await call(after, "Query", query)).json).toMatchObject({
    Count: 1,
    ConsumedCapacity: { TableName: "orders" },
  });
});

test("a changed key replaces a table in AWS; here it is refused with the way out", async () => {
  const dataFolder = folder();
  await cloudWith({}, dataFolder);
  await running.pop()?.stop();
  const changed = {
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  };
  await expect(cloudWith(changed, dataFolder)).rejects.toThrow(/orders changed.*--fresh/);
});

test("a failed condition is the engine's own answer, and no trace of a write", async () => {
  const cloud = await cloudWith();
  const refused = await call(cloud, "PutItem", { Item: Key, ConditionExpression: "attribute_exists(pk)" });
  expect(refused.status).toBe(400);
  expect(refused.json).toMatchObject({ __type: expect.stringContaining("ConditionalCheckFailedException") });
});

test("a table may be named by its ARN, and descriptions name the template's ARNs", async () => {
  const cloud = await cloudWith();
  const TableName = "arn:aws:dynamodb:eu-west-2:111111111111:table/orders";
  expect((await call(cloud, "PutItem", { TableName, Item: Key })).status).toBe(200);
  const { json } = await call(cloud, "DescribeTable", { TableName });
  expect(json).toMatchObject({ Table: { TableArn: TableName, LatestStreamArn: expect.stringContaining(TableName) } });
});

test("Scan is refused to functions by name and open to the operator", async () => {
  const cloud = await cloudWith();
  expect((await call(cloud, "Scan", {})).status).toBe(200);
  const { operation, authorisations } = await apiOf(cloud);
  const request = {
    service: "dynamodb",
    method: "POST",
    url: new URL("http://127.0.0.1/"),
    headers: { "x-amz-target": "DynamoDB_20120810.Scan" },
    body: Buffer.from('{"TableName":"orders"}'),
  };
  const called = { ...request, operation: operation(request), principal: { roleArn: "arn:role" }, traceId: "1" };
  expect(() => authorisations(called)).toThrow(/dynamodb:Scan is refused to every function \(arn:role\)/);
});

async function apiOf(cloud: TestingCloud) {
  return dynamodbApi(await databaseOf(cloud), createWriteTraces());
}

test("operations and tables that the template does not have are refused by name", async () => {
  const cloud = await cloudWith();
  await expect(call(cloud, "DeleteTable", {})).rejects.toMatchObject({
    code: "UnknownOperationException",
    message: expect.stringContaining("DeleteTable"),
  });
  await expect(call(cloud, "GetItem", { TableName: "other", Key })).rejects.toThrow(/no table other/);
  await expect(cloudWith({ KinesisStreamSpecification: {} })).rejects.toThrow(/KinesisStreamSpecification/);
});

test("consumed stream records are trimmed but for the newest, and the engine finds it by an index", async () => {
  const dataFolder = folder();
  const samples = await measureWriteThroughput({
    kind: "transaction",
    writes: 300,
    sampleEvery: 100,
    clients: 4,
    folder: dataFolder,
  });
  expect(samples).toHaveLength(3);
  const cloud = createTestingCloud({ folder: dataFolder });
  running.push(cloud);
  const { storage } = await databaseOf(cloud);
  storage?.trim("throughput", 800, 1);
  storage?.trim("throughput", Number.MAX_SAFE_INTEGER, 1);
  const file = new DatabaseSync(join(dataFolder, "dynamodb.sqlite"), { readOnly: true });
  expect(file.prepare("SELECT sequence_number AS s FROM _stream_records").all()).toEqual([{ s: "900" }]);
  const plan = file
    .prepare(
      "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?",
    )
    .all("throughput");
  file.close();
  expect(JSON.stringify(plan)).toContain("SEARCH _stream_records USING COVERING INDEX local_cloud_stream_sequence");
});
