import { setTimeout as delay } from "node:timers/promises";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { hundredsOf, placeOf } from "./batches.ts";
import { type Write, writesOf } from "./commit.ts";
import { encodeCursor, queryInput, startOf } from "./dynamo-query.ts";
import { fromItem, type Item } from "./item.ts";
import { Conflict, type Key, type Table, Throttled } from "./table.ts";

const throttling = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
  "TransactionInProgressException",
]);

function condition(mustBe: number) {
  return mustBe === 0
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : {
        ConditionExpression: "#version = :version",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": mustBe },
      };
}

/** The engine's refusal in our words. */
function refusalOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("unknown refusal of the table");
  if (error.name === "ConditionalCheckFailedException") return new Conflict("written by somebody else first");
  if (throttling.has(error.name)) return new Throttled(error.name);
  if (!(error instanceof TransactionCanceledException)) return error;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  if (codes.includes("ConditionalCheckFailed") || codes.includes("TransactionConflict")) {
    return new Conflict(`written by somebody else first: ${codes.join(", ")}`);
  }
  return codes.includes("ThrottlingError") ? new Throttled(codes.join(", ")) : error;
}

/** How often what a busy table left out of a batch is asked for. */
const batchAttempts = 5;

/** The table on DynamoDB. One write goes alone, several as one transaction. `pause` takes milliseconds. */
export function dynamoTable(
  client: DynamoDBDocumentClient,
  TableName: string,
  pause: (milliseconds: number) => Promise<unknown> = (milliseconds) => delay(milliseconds),
): Table {
  async function single(write: Exclude<Write, { kind: "expect" }>): Promise<void> {
    const guard = condition(write.mustBe);
    await (write.kind === "put"
      ? client.send(new PutCommand({ TableName, Item: write.item, ...guard }))
      : client.send(new DeleteCommand({ TableName, Key: write.key, ...guard })));
  }

  async function together(writes: readonly Write[]): Promise<void> {
    const TransactItems = writes.map((write) => {
      const guard = condition(write.mustBe);
      if (write.kind === "put") return { Put: { TableName, Item: write.item, ...guard } };
      const keyed = { TableName, Key: write.key, ...guard };
      return write.kind === "remove" ? { Delete: keyed } : { ConditionCheck: keyed };
    });
    await client.send(new TransactWriteCommand({ TransactItems }));
  }

  async function batch(keys: readonly Key[], ConsistentRead: boolean): Promise<Item[]> {
    const found: Item[] = [];
    let Keys: readonly Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    for (let attempt = 1; Keys.length > 0; attempt++) {
      if (attempt > 1) await pause(5 * 2 ** attempt);
      const input = { RequestItems: { [TableName]: { Keys: [...Keys], ConsistentRead } } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand(input));
      found.push(...((Responses?.[TableName] ?? []) as Item[]));
      Keys = UnprocessedKeys?.[TableName]?.Keys ?? [];
      if (Keys.length > 0 && attempt === batchAttempts) throw new Throttled("keys of a batch were left out again");
    }
    return found;
  }

  return {
    async get(key, schema, options) {
      const input = { TableName, Key: key, ConsistentRead: options?.consistent ?? false };
      const { Item } = await client.send(new GetCommand(input));
      return Item === undefined ? undefined : fromItem(Item, schema);
    },
    async getMany(keys, schema, options) {
      const consistent = options?.consistent ?? false;
      const found = (await Promise.all(hundredsOf(keys).map((some) => batch(some, consistent)))).flat();
      const byPlace = new Map(found.map((item) => [placeOf(item), fromItem(item, schema)]));
      return keys.map((key) => byPlace.get(placeOf(key)));
    },
    async query(pattern, schema, options) {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({ TableName, ...queryInput(pattern, options), ...startOf(pattern) }),
      );
      const items = (Items ?? []).map((item) => fromItem(item, schema));
      return LastEvaluatedKey ? { items, cursor: encodeCursor(LastEvaluatedKey) } : { items };
    },
    async commit(change, origin) {
      const writes = writesOf(change, origin);
      const [first] = writes;
      if (first === undefined) return;
      try {
        await (writes.length === 1 && first.kind !== "expect" ? single(first) : together(writes));
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}
