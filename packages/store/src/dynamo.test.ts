import { DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { dynamoTable } from "./dynamo.ts";
import { Conflict, type Origin, Throttled } from "./table.ts";

const connected = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const client = mockClient(connected);
beforeEach(() => client.reset());

const pauses: number[] = [];
const table = dynamoTable(connected, "alliance", async (milliseconds) => pauses.push(milliseconds));
const origin: Origin = {
  actor: "per_1",
  correlationId: "c",
  now: "2026-11-21T10:00:00.000Z",
  nextEventId: () => "evt_1",
};
const key = { pk: "a", sk: "b" };
const put = { key, entity: "thing", version: 1, data: { name: "x" } };

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe("the commands that reach DynamoDB", () => {
  it("one write goes alone, under its condition", async () => {
    await table.commit({ put: [put] }, origin);
    expect(client.commandCalls(PutCommand)[0]?.args[0].input).toEqual({
      TableName: "alliance",
      Item: { pk: "a", sk: "b", entity: "thing", version: 1, data: { name: "x" } },
      ConditionExpression: "attribute_not_exists(pk)",
    });
  });

  it("several go as one transaction, each under its own condition", async () => {
    const remove = [{ key: { pk: "c", sk: "d" }, version: 4 }];
    await table.commit({ put: [{ ...put, version: 3, expiresAtSeconds: 9 }], remove }, origin);
    const condition = (version: number) => ({
      ConditionExpression: "#version = :version",
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: { ":version": version },
    });
    expect(client.commandCalls(TransactWriteCommand)[0]?.args[0].input).toEqual({
      TransactItems: [
        {
          Put: {
            TableName: "alliance",
            Item: { pk: "a", sk: "b", entity: "thing", version: 3, data: { name: "x" }, expiresAt: 9 },
            ...condition(2),
          },
        },
        { Delete: { TableName: "alliance", Key: { pk: "c", sk: "d" }, ...condition(4) } },
      ],
    });
  });

  it("what a change relies on goes along as a check, even alone", async () => {
    await table.commit({ expect: [{ key, version: 4 }] }, origin);
    expect(client.commandCalls(TransactWriteCommand)[0]?.args[0].input).toEqual({
      TransactItems: [
        {
          ConditionCheck: {
            TableName: "alliance",
            Key: key,
            ConditionExpression: "#version = :version",
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: { ":version": 4 },
          },
        },
      ],
    });
  });

  it("a read is eventually consistent unless asked", async () => {
    client.on(GetCommand).resolves({});
    await table.get(key, z.unknown());
    await table.get(key, z.unknown(), { consistent: true });
    expect(client.commandCalls(GetCommand).map((call) => call.args[0].input.ConsistentRead)).toEqual([false, true]);
  });

  it("many reads go as one, each key once", async () => {
    client.on(BatchGetCommand).resolves({});
    const other = { pk: "c", sk: "d" };
    expect(await table.getMany([key, other, key], z.unknown())).toEqual([undefined, undefined, undefined]);
    expect(client.commandCalls(BatchGetCommand).map((call) => call.args[0].input)).toEqual([
      { RequestItems: { alliance: { Keys: [key, other], ConsistentRead: false } } },
    ]);
  });

  it("what a busy table left out of a batch is asked for again, after a while that grows", async () => {
    const item = { ...key, entity: "thing", version: 1, data: "x" };
    const leftOut = { UnprocessedKeys: { alliance: { Keys: [key] } } };
    client
      .on(BatchGetCommand)
      .resolvesOnce(leftOut)
      .resolvesOnce(leftOut)
      .resolves({ Responses: { alliance: [item] } });
    pauses.length = 0;
    expect((await table.getMany([key], z.string()))[0]?.data).toBe("x");
    expect(pauses).toEqual([20, 40]);
  });

  it("a query names one partition, a page size and a direction, never a filter", async () => {
    client.on(QueryCommand).resolves({ Items: [] });
    await table.query({ index: "gsi1", pk: "p", skPrefix: "event#", limit: 25, descending: true }, z.unknown());
    expect(client.commandCalls(QueryCommand)[0]?.args[0].input).toEqual({
      TableName: "alliance",
      IndexName: "gsi1",
      KeyConditionExpression: "#pk = :pk AND begins_with(#sk, :sk)",
      ExpressionAttributeNames: { "#pk": "gsi1pk", "#sk": "gsi1sk" },
      ExpressionAttributeValues: { ":pk": "p", ":sk": "event#" },
      ScanIndexForward: false,
      Limit: 25,
    });
  });

  it("nothing to write sends nothing", async () => {
    await table.commit({}, origin);
    expect(client.calls()).toHaveLength(0);
  });
});

describe("what DynamoDB's refusals mean", () => {
  const two = { put: [put, { ...put, key: { pk: "a", sk: "c" } }] };

  it.each([
    ["a failed condition", cancelled("None", "ConditionalCheckFailed"), Conflict],
    ["another transaction under way", cancelled("TransactionConflict", "None"), Conflict],
    ["no capacity", cancelled("None", "ThrottlingError"), Throttled],
    ["no throughput", Object.assign(new Error("slow"), { name: "ProvisionedThroughputExceededException" }), Throttled],
    ["still in progress", Object.assign(new Error("wait"), { name: "TransactionInProgressException" }), Throttled],
  ])("%s", async (_, refusal, meaning) => {
    client.on(TransactWriteCommand).rejects(refusal);
    await expect(table.commit(two, origin)).rejects.toThrow(meaning);
  });

  it("keys that are left out of a batch for ever are no capacity", async () => {
    client.on(BatchGetCommand).resolves({ UnprocessedKeys: { alliance: { Keys: [key] } } });
    await expect(table.getMany([key], z.unknown())).rejects.toThrow(Throttled);
    expect(client.commandCalls(BatchGetCommand)).toHaveLength(5);
  });

  it("an unknown error stays itself", async () => {
    client.on(TransactWriteCommand).rejects(new Error("no such table"));
    await expect(table.commit(two, origin)).rejects.toThrow("no such table");
  });
});
