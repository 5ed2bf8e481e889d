import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { dynamodbModule } from "../dynamodb/dynamodb-module.ts";
import { createEngineClient } from "../dynamodb/engine-client.ts";
import { startEngine } from "../dynamodb/engine-process.ts";
import type { StreamRecord } from "../dynamodb/table-stream.ts";
import { sqsModule } from "../sqs/sqs-module.ts";
import { createTestingCloud } from "../testing-cloud.ts";
import { eventSourceMappingModule } from "./event-source-mapping-module.ts";

const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:relay";

test("AWS_ENDPOINT_URL_DYNAMODB names another engine, whose stream is polled for writes made elsewhere", async () => {
  const folder = mkdtempSync(join(tmpdir(), "external-"));
  const engine = await startEngine(join(folder, "elsewhere.sqlite"));
  const elsewhere = createEngineClient(engine.endpoint);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint);
  const cloud = createTestingCloud();
  try {
    for (const module of [dynamodbModule, sqsModule, eventSourceMappingModule]) cloud.add(module);
    const type = {
      type: "AWS::Lambda::Function",
      properties: [],
      identify: () => ({ ref: "relay", arn: functionArn }),
    };
    cloud.add({ name: "functions", types: [type] as never });
    await cloud.provision("AWS::Lambda::Function", "Relay");
    const table = await cloud.provision("AWS::DynamoDB::Table", "Table", {
      TableName: "orders",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      StreamSpecification: { StreamViewType: "KEYS_ONLY" },
    });
    await cloud.provision("AWS::Lambda::EventSourceMapping", "Mapping", {
      EventSourceArn: table.attributes.StreamArn,
      FunctionName: functionArn,
      StartingPosition: "LATEST",
    });
    const arrived = new Promise<StreamRecord | undefined>((resolve) => {
      cloud.setFunction(functionArn, (event: { Records: StreamRecord[] }) => resolve(event.Records[0]));
    });
    await cloud.start();
    await elsewhere.call("DynamoDB_20120810.PutItem", { TableName: "orders", Item: { pk: { S: "order#1" } } });
    expect((await arrived)?.dynamodb.Keys).toEqual({ pk: { S: "order#1" } });
  } finally {
    await cloud.stop();
    vi.unstubAllEnvs();
    elsewhere.close();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
