import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { type Write, writesOf } from "./commit.ts";
import { decodeCursor, encodeCursor, queryInput } from "./dynamo-query.ts";
import { fromItem } from "./item.ts";
import { Conflict, type Table, Throttled } from "./table.ts";

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

/** The table on DynamoDB. One write goes alone, several as one transaction. */
export function dynamoTable(client: DynamoDBDocumentClient, TableName: string): Table {
  async function single(write: Write): Promise<void> {
    const guard = condition(write.mustBe);
    await (write.kind === "put"
      ? client.send(new PutCommand({ TableName, Item: write.item, ...guard }))
      : client.send(new DeleteCommand({ TableName, Key: write.key, ...guard })));
  }

  async function together(writes: readonly Write[]): Promise<void> {
    const TransactItems = writes.map((write) =>
      write.kind === "put"
        ? { Put: { TableName, Item: write.item, ...condition(write.mustBe) } }
        : { Delete: { TableName, Key: write.key, ...condition(write.mustBe) } },
    );
    await client.send(new TransactWriteCommand({ TransactItems }));
  }

  return {
    async get(key, schema, options) {
      const input = { TableName, Key: key, ConsistentRead: options?.consistent ?? false };
      const { Item } = await client.send(new GetCommand(input));
      return Item === undefined ? undefined : fromItem(Item, schema);
    },
    async query(pattern, schema) {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({ TableName, ...queryInput(pattern), ...decodeCursor(pattern) }),
      );
      const items = (Items ?? []).map((item) => fromItem(item, schema));
      return LastEvaluatedKey ? { items, cursor: encodeCursor(LastEvaluatedKey) } : { items };
    },
    async commit(change, origin) {
      const writes = writesOf(change, origin);
      const [first] = writes;
      if (first === undefined) return;
      try {
        await (writes.length === 1 ? single(first) : together(writes));
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}
