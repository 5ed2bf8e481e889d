import { expect, test } from "vitest";
import type { Table } from "./table.ts";
import { accessesOf, authorisationsFor } from "./table-requests.ts";

const tableArn = "arn:aws:dynamodb:eu-west-2:111111111111:table/orders";
const table: Table = {
  name: "orders",
  arn: tableArn,
  engineArn: "",
  keyNames: ["pk", "sk"],
  timeToLiveAttribute: undefined,
  stream: undefined,
};
const needed = (operation: string, body: object) => authorisationsFor(accessesOf(operation, body), () => table);
const Key = { pk: { S: "a" }, sk: { S: "b" } };

test("an item operation needs its own action on the table, for the partition it names", () => {
  expect(needed("GetItem", { TableName: "orders", Key })).toEqual([
    { action: "dynamodb:GetItem", resourceArn: tableArn, conditions: { "dynamodb:LeadingKeys": ["a"] } },
  ]);
  expect(needed("PutItem", { TableName: "orders", Item: { ...Key, total: { N: "1" } } })).toEqual([
    { action: "dynamodb:PutItem", resourceArn: tableArn, conditions: { "dynamodb:LeadingKeys": ["a"] } },
  ]);
});

test("a query of an index needs the grant on the index", () => {
  const body = {
    TableName: "orders",
    IndexName: "gsi1",
    KeyConditionExpression: "#p = :p AND begins_with(gsi1sk, :s)",
    ExpressionAttributeValues: { ":p": { S: "day" }, ":s": { S: "x" } },
  };
  expect(needed("Query", body)).toEqual([
    {
      action: "dynamodb:Query",
      resourceArn: `${tableArn}/index/gsi1`,
      conditions: { "dynamodb:LeadingKeys": ["day"] },
    },
  ]);
});

test("a transaction needs the actions of its parts, as AWS checks them", () => {
  const TransactItems = [
    { Put: { TableName: "orders", Item: Key } },
    { Put: { TableName: "orders", Item: { ...Key, pk: { S: "c" } } } },
    { ConditionCheck: { TableName: "orders", Key } },
    { Delete: { TableName: "orders", Key } },
    { Update: { TableName: "orders", Key } },
  ];
  const actions = needed("TransactWriteItems", { TransactItems });
  expect(actions.map(({ action }) => action)).toEqual([
    "dynamodb:PutItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:UpdateItem",
  ]);
  expect(actions[0]?.conditions).toEqual({ "dynamodb:LeadingKeys": ["a", "c"] });
  expect(needed("TransactGetItems", { TransactItems: [{ Get: { TableName: "orders", Key } }] })).toMatchObject([
    { action: "dynamodb:GetItem" },
  ]);
});

test("batches need the batch actions", () => {
  expect(needed("BatchGetItem", { RequestItems: { orders: { Keys: [Key, Key] } } })).toMatchObject([
    { action: "dynamodb:BatchGetItem", resourceArn: tableArn },
  ]);
  const RequestItems = { orders: [{ PutRequest: { Item: Key } }, { DeleteRequest: { Key } }] };
  expect(needed("BatchWriteItem", { RequestItems })).toMatchObject([{ action: "dynamodb:BatchWriteItem" }]);
});

test("a request without a table, or with an unknown part of a transaction, is refused", () => {
  expect(() => accessesOf("GetItem", { Key })).toThrow(/TableName/);
  expect(() => accessesOf("TransactWriteItems", { TransactItems: [{ Upsert: { TableName: "orders" } }] })).toThrow(
    /Upsert/,
  );
});
