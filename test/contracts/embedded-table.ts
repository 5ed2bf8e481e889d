import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "@alliance/local-cloud/engine";
import { dynamoTable, type Table } from "@alliance/store";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

const keys = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: "HASH" as const },
  { AttributeName: sk, KeyType: "RANGE" as const },
];

/** The embedded engine with the table's own shape: see infra/constructs. */
export async function openEmbeddedTable(): Promise<{ readonly table: Table; readonly close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "embedded-table-"));
  const engine = await startEngine(join(folder, "table.sqlite"));
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
  return {
    table: dynamoTable(DynamoDBDocumentClient.from(client), "alliance"),
    close: async () => {
      client.destroy();
      await engine.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
