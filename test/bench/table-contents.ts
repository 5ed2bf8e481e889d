import { createHash } from "node:crypto";
import type { RunningCloud } from "@alliance/local-cloud";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";

interface StoredItem {
  readonly pk: string;
  readonly sk: string;
  readonly entity: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface TableContents {
  readonly items: readonly StoredItem[];
  /** The same for the same contents, whatever the order. */
  fingerprint(): string;
  ofEntity(entity: string): readonly StoredItem[];
}

/** Where the table is, for whoever may do everything: the operator of the local cloud. */
export interface TableAddress {
  readonly awsEndpoint: string;
  readonly operatorCredentials: RunningCloud["operatorCredentials"];
  readonly tableName: string;
}

export function addressOfTable(cloud: RunningCloud): TableAddress {
  const table = [...cloud.resources.values()].find(({ type }) => /^AWS::DynamoDB::(Global)?Table$/.test(type));
  if (table === undefined) throw new Error("the template has no table");
  const { awsEndpoint, operatorCredentials } = cloud;
  return { awsEndpoint, operatorCredentials, tableName: table.ref };
}

/** The engine gives an item's attributes in any order. */
const canonical = (item: StoredItem): string =>
  JSON.stringify(item, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** Every item, for counting. The operator alone may Scan; functions are refused. */
export async function readTable({ awsEndpoint, operatorCredentials, tableName }: TableAddress): Promise<TableContents> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: awsEndpoint, region: "eu-west-2", credentials: operatorCredentials }),
  );
  const items: StoredItem[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ...(start ? { ExclusiveStartKey: start } : {}) }),
    );
    items.push(...((page.Items ?? []) as StoredItem[]));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  client.destroy();
  return {
    items,
    fingerprint: () => createHash("sha256").update(items.map(canonical).sort().join("\n")).digest("hex"),
    ofEntity: (entity) => items.filter((item) => item.entity === entity),
  };
}

export const contentsOf = (cloud: RunningCloud): Promise<TableContents> => readTable(addressOfTable(cloud));
