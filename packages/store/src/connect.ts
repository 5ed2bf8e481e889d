import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamoTable } from "./dynamo.ts";
import type { Table } from "./table.ts";

/** The table as every function reaches it: region, credentials and endpoint come from the environment. */
export function connectTable(tableName: string): Table {
  const marshallOptions = { removeUndefinedValues: true };
  return dynamoTable(DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions }), tableName);
}
