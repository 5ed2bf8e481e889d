import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Cloud, Resource } from "../contract.ts";
import { Refusal } from "../refusal.ts";
import type { Database } from "./database.ts";
import type { EngineClient } from "./engine-client.ts";
import type { Table } from "./table.ts";
import type { TableProperties } from "./table-properties.ts";
import { createTableStream } from "./table-stream.ts";
import type { WriteTraces } from "./write-traces.ts";

const API = "DynamoDB_20120810";

/** Makes the engine's table as the template says: created when missing, indexes and stream added when new. */
export async function provisionTable(
  cloud: Cloud,
  database: Database,
  traces: WriteTraces,
  resource: Resource,
  properties: TableProperties,
): Promise<Table> {
  const name = resource.ref;
  const input = createTableInput(name, properties);
  const existing = await describe(database.client, name);
  if (existing === undefined) await database.client.call(`${API}.CreateTable`, input);
  else await update(database.client, name, existing, input);
  const made = await describe(database.client, name);
  if (made?.TableArn === undefined) throw new Error(`The DynamoDB endpoint did not create the table ${name}.`);
  const keyNames = properties.KeySchema.map((key) => key.AttributeName);
  const streamArn = resource.attributes.StreamArn;
  const parts = { cloud, client: database.client, storage: database.storage, traces, table: { name, keyNames } };
  return {
    name,
    arn: resource.arn,
    engineArn: made.TableArn,
    keyNames,
    timeToLiveAttribute: properties.TimeToLiveSpecification?.Enabled
      ? properties.TimeToLiveSpecification.AttributeName
      : undefined,
    stream:
      streamArn === undefined || made.LatestStreamArn === undefined
        ? undefined
        : createTableStream({ ...parts, arn: streamArn, engineArn: made.LatestStreamArn, region: resource.region }),
  };
}

function createTableInput(name: string, properties: TableProperties) {
  const index = ({
    IndexName,
    KeySchema,
    Projection,
  }: NonNullable<TableProperties["GlobalSecondaryIndexes"]>[number]) => ({
    IndexName,
    KeySchema,
    Projection,
  });
  return {
    TableName: name,
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    BillingMode: "PAY_PER_REQUEST",
    ...(properties.GlobalSecondaryIndexes?.length
      ? { GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes.map(index) }
      : {}),
    ...(properties.LocalSecondaryIndexes?.length
      ? { LocalSecondaryIndexes: properties.LocalSecondaryIndexes.map(index) }
      : {}),
    ...(properties.StreamSpecification === undefined
      ? {}
      : { StreamSpecification: { ...properties.StreamSpecification, StreamEnabled: true } }),
  };
}

async function describe(client: EngineClient, name: string): Promise<TableDescription | undefined> {
  try {
    const answer = await client.call<{ Table: TableDescription }>(`${API}.DescribeTable`, { TableName: name });
    return answer.Table;
  } catch (error) {
    if ((error as Error).name === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

async function update(
  client: EngineClient,
  name: string,
  existing: TableDescription,
  wanted: ReturnType<typeof createTableInput>,
): Promise<void> {
  const keys = (schema: readonly { AttributeName?: string | undefined }[] | undefined) =>
    (schema ?? []).map((key) => key.AttributeName).join(",");
  if (keys(existing.KeySchema) !== keys(wanted.KeySchema)) {
    throw new Refusal(`The key of the table ${name} changed, which replaces a table: start again with --fresh.`);
  }
  const wantedIndexes = wanted.GlobalSecondaryIndexes ?? [];
  for (const index of wantedIndexes) {
    const present = existing.GlobalSecondaryIndexes?.find((candidate) => candidate.IndexName === index.IndexName);
    if (present !== undefined && keys(present.KeySchema) !== keys(index.KeySchema)) {
      throw new Refusal(`The key of the index ${index.IndexName} of ${name} changed: start again with --fresh.`);
    }
    if (present !== undefined) continue;
    await client.call(`${API}.UpdateTable`, {
      TableName: name,
      AttributeDefinitions: wanted.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
  for (const { IndexName } of existing.GlobalSecondaryIndexes ?? []) {
    if (wantedIndexes.some((index) => index.IndexName === IndexName)) continue;
    await client.call(`${API}.UpdateTable`, {
      TableName: name,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }],
    });
  }
  const wantedView = wanted.StreamSpecification?.StreamViewType;
  if (existing.StreamSpecification?.StreamViewType === wantedView) return;
  if (existing.StreamSpecification !== undefined) {
    throw new Refusal(`The stream of the table ${name} changed: start again with --fresh.`);
  }
  await client.call(`${API}.UpdateTable`, { TableName: name, StreamSpecification: wanted.StreamSpecification });
}
