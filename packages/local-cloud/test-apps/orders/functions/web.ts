import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

const dynamo = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME ?? "";
let requests = 0;

const json = (statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  requests += 1;
  if (event.headers["x-origin-secret"] !== process.env.ORIGIN_SECRET) {
    return json(403, { error: "only through the distribution" });
  }
  if (event.routeKey === "POST /orders") {
    return await place(JSON.parse(event.body ?? "{}") as { id: string; email: string });
  }
  if (event.routeKey === "GET /orders/{id}") {
    return await show(event.pathParameters?.id ?? "");
  }
  if (event.rawPath === "/scan") {
    return await dynamo.send(new ScanCommand({ TableName })).then(
      () => json(200, {}),
      (error: Error) => json(403, { error: error.message }),
    );
  }
  return json(200, { requests, event, env: process.env, now: Date.now() });
}

async function place({ id, email }: { id: string; email: string }): Promise<APIGatewayProxyStructuredResultV2> {
  await dynamo.send(
    new PutItemCommand({
      TableName,
      Item: { pk: { S: `order#${id}` }, sk: { S: "order" }, entity: { S: "order" }, email: { S: email } },
      ConditionExpression: "attribute_not_exists(pk)",
    }),
  );
  return {
    statusCode: 303,
    headers: { location: `/orders/${id}` },
    cookies: ["last=1; Path=/", `order=${id}; Path=/`],
  };
}

async function show(id: string): Promise<APIGatewayProxyStructuredResultV2> {
  const key = { pk: { S: `order#${id}` }, sk: { S: "order" } };
  const { Item } = await dynamo.send(new GetItemCommand({ TableName, Key: key }));
  return Item === undefined ? json(404, { id }) : json(200, { id, email: Item.email?.S });
}
