import { eventSourceMappingModule } from "../event-source-mapping/event-source-mapping-module.ts";
import { sqsModule } from "../sqs/sqs-module.ts";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { dynamodbModule } from "./dynamodb-module.ts";

export interface ThroughputSample {
  /** Items or transactions written on this data folder when the sample ended. */
  readonly writes: number;
  readonly perSecond: number;
}

export interface ThroughputOptions {
  /** A plain PutItem, or a transaction of three new items. */
  readonly kind: "put" | "transaction";
  readonly writes: number;
  readonly sampleEvery: number;
  readonly clients: number;
  /** Kept when given; otherwise a temporary one that is removed. */
  readonly folder?: string;
}

const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:consumer";

/** Writes through the local cloud's own endpoint into a table whose stream is consumed; how fast, as it fills. */
export async function measureWriteThroughput(options: ThroughputOptions): Promise<readonly ThroughputSample[]> {
  const cloud = createTestingCloud(options.folder === undefined ? {} : { folder: options.folder });
  try {
    await consumedTable(cloud);
    const samples: ThroughputSample[] = [];
    for (let written = 0; written < options.writes; written += options.sampleEvery) {
      const startedAt = performance.now();
      await writeMany(cloud, options, written, written + options.sampleEvery);
      const seconds = (performance.now() - startedAt) / 1000;
      samples.push({ writes: written + options.sampleEvery, perSecond: options.sampleEvery / seconds });
    }
    await cloud.idle();
    return samples;
  } finally {
    await cloud.stop();
  }
}

async function consumedTable(cloud: TestingCloud): Promise<void> {
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
    TableName: "throughput",
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

async function writeMany(cloud: TestingCloud, options: ThroughputOptions, from: number, to: number): Promise<void> {
  let next = from;
  const client = async () => {
    while (next < to) {
      const at = next;
      next += 1;
      const answer = await (options.kind === "put" ? put(cloud, at) : transaction(cloud, at));
      if (answer.status !== 200) throw new Error(`Write ${at} was refused: ${String(answer.body)}`);
    }
  };
  await Promise.all(Array.from({ length: options.clients }, client));
}

function item(at: number, sk: string) {
  const order = String(at).padStart(9, "0");
  return {
    pk: { S: `order#${order}` },
    sk: { S: sk },
    gsi1pk: { S: `day#${at % 365}` },
    gsi1sk: { S: order },
    data: { M: { note: { S: "three hundred bytes or so of text".repeat(6) }, count: { N: String(at) } } },
  };
}

function put(cloud: TestingCloud, at: number) {
  const input = { TableName: "throughput", Item: item(at, "order") };
  return cloud.call("dynamodb", "DynamoDB_20120810.PutItem", input);
}

function transaction(cloud: TestingCloud, at: number) {
  const TransactItems = ["order", "line#1", `event#${at}`].map((sk) => ({
    Put: { TableName: "throughput", Item: item(at, sk), ConditionExpression: "attribute_not_exists(pk)" },
  }));
  return cloud.call("dynamodb", "DynamoDB_20120810.TransactWriteItems", { TransactItems });
}
