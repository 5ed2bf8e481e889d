import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EngineProcess, startEngine } from "@alliance/local-cloud/engine";
import { dynamoTable } from "@alliance/store";
import { tableContract } from "@alliance/store/contract";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterAll } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "store-contract-"));
let engine: EngineProcess | undefined;

const keys = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: "HASH" as const },
  { AttributeName: sk, KeyType: "RANGE" as const },
];

/** The embedded engine with the table's own shape: see infra/constructs. */
async function open() {
  engine = await startEngine(join(folder, "table.sqlite"));
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const names = ["pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk"];
  await client.send(
    new CreateTableCommand({
      TableName: "alliance",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: keys("pk", "sk"),
      GlobalSecondaryIndexes: ["gsi1", "gsi2"].map((IndexName) => ({
        IndexName,
        KeySchema: keys(`${IndexName}pk`, `${IndexName}sk`),
        Projection: { ProjectionType: "ALL" },
      })),
    }),
  );
  return dynamoTable(DynamoDBDocumentClient.from(client), "alliance");
}

afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true });
});

tableContract("the embedded DynamoDB engine", open);
