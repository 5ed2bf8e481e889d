import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";

const bus = new EventBridgeClient({});

export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { FailedEntryCount } = await bus.send(
    new PutEventsCommand({
      Entries: event.Records.map(({ dynamodb }) => ({
        EventBusName: process.env.BUS_NAME,
        Source: "shop.orders",
        DetailType: "order.placed",
        Detail: JSON.stringify({ id: dynamodb?.NewImage?.pk?.S, email: dynamodb?.NewImage?.email?.S }),
      })),
    }),
  );
  const first = event.Records[0]?.dynamodb?.SequenceNumber;
  return { batchItemFailures: FailedEntryCount === 0 || first === undefined ? [] : [{ itemIdentifier: first }] };
}
