import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";

/** The least that a web function on Lambda with DynamoDB can be: what ours are measured against. */
const client = new DynamoDBClient({});
const app = new Hono();
app.get("/:id", async (c) => {
  const key = { pk: { S: c.req.param("id") }, sk: { S: "profile" } };
  const reply = await client.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key: key }));
  return c.json(reply.Item ?? null);
});

export const handler = handle(app);
