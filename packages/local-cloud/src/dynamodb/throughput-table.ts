import { eventSourceMappingModule } from "../event-source-mapping/event-source-mapping-module.ts";
import { sqsModule } from "../sqs/sqs-module.ts";
import type { TestingCloud } from "../testing-cloud.ts";
import { dynamodbModule } from "./dynamodb-module.ts";

export const throughputTable = "throughput";
const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:consumer";

/** A table with an index and a stream that a mapping consumes, as an application has it. */
export async function provisionConsumedTable(cloud: TestingCloud): Promise<void> {
  for (const module of [dynamodbModule, sqsModule, eventSourceMappingModule]) cloud.add(module);
  const type = {
    type: "AWS::Lambda::Function",
    properties: [],
    identify: () => ({ ref: "consumer", arn: functionArn }),
  };
  cloud.add({ name: "functions", types: [type] as never });
  cloud.setFunction(functionArn, () => undefined);
  await cloud.provision("AWS::Lambda::Function", "Consumer");
  const table = await cloud.provision("AWS::DynamoDB::Table", "Table", {
    TableName: throughputTable,
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: ["pk", "sk", "gsi1pk", "gsi1sk"].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    GlobalSecondaryIndexes: [
      {
        IndexName: "gsi1",
        KeySchema: [
          { AttributeName: "gsi1pk", KeyType: "HASH" },
          { AttributeName: "gsi1sk", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  await cloud.provision("AWS::Lambda::EventSourceMapping", "Mapping", {
    EventSourceArn: table.attributes.StreamArn,
    FunctionName: "consumer",
    StartingPosition: "TRIM_HORIZON",
  });
  await cloud.start();
}
