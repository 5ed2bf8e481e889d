import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Cloud } from "../contract.ts";
import type { Database } from "./database.ts";
import { keyText, type Table } from "./table.ts";
import type { WriteTraces } from "./write-traces.ts";

const API = "DynamoDB_20120810";
const PAGE = 250;
const FIVE_YEARS_SECONDS = 5 * 365 * 86_400;

interface Page {
  readonly Items: Record<string, AttributeValue>[];
  readonly LastEvaluatedKey?: Record<string, AttributeValue>;
}

/** Deletes what has expired by the platform's clock, as AWS does: not what expired over five years ago. */
export async function sweepExpired(cloud: Cloud, database: Database, traces: WriteTraces): Promise<number> {
  let deleted = 0;
  for (const table of database.tables.values()) {
    if (table.timeToLiveAttribute === undefined) continue;
    deleted += await sweepTable(cloud, database, traces, table, table.timeToLiveAttribute);
  }
  return deleted;
}

async function sweepTable(
  cloud: Cloud,
  database: Database,
  traces: WriteTraces,
  table: Table,
  attribute: string,
): Promise<number> {
  const nowSeconds = Math.floor(cloud.clock.now() / 1000);
  const condition = {
    TableName: table.name,
    ExpressionAttributeNames: { "#ttl": attribute },
    ExpressionAttributeValues: {
      ":now": { N: String(nowSeconds) },
      ":oldest": { N: String(nowSeconds - FIVE_YEARS_SECONDS) },
    },
  };
  const expired = "#ttl < :now AND #ttl > :oldest";
  let from: Page["LastEvaluatedKey"];
  let deleted = 0;
  do {
    const page: Page = await database.client.call(`${API}.Scan`, {
      ...condition,
      FilterExpression: expired,
      Limit: PAGE,
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    });
    for (const item of page.Items) {
      if (await remove(item)) deleted += 1;
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  if (deleted > 0) table.stream?.wrote();
  return deleted;

  async function remove(item: Record<string, AttributeValue>): Promise<boolean> {
    traces.expire(keyText(table, item));
    const Key = Object.fromEntries(table.keyNames.map((name) => [name, item[name]]));
    try {
      await database.client.call(`${API}.DeleteItem`, { ...condition, Key, ConditionExpression: expired });
      return true;
    } catch (error) {
      // Prolonged or deleted meanwhile: no longer ours to remove.
      if ((error as Error).name === "ConditionalCheckFailedException") return false;
      throw error;
    }
  }
}
