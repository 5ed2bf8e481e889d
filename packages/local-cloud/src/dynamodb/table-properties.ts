import * as z from "zod";
import { count, flag, tags } from "../parse-properties.ts";

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const ignored = z.unknown().optional();

const index = {
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
};
const secondaryIndex = z.strictObject({
  ...index,
  ProvisionedThroughput: ignored,
  OnDemandThroughput: ignored,
  WarmThroughput: ignored,
  ContributorInsightsSpecification: ignored,
  WriteProvisionedThroughputSettings: ignored,
  WriteOnDemandThroughputSettings: ignored,
});

const shared = {
  TableName: z.string().optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  BillingMode: z.enum(["PAY_PER_REQUEST", "PROVISIONED"]).optional(),
  GlobalSecondaryIndexes: z.array(secondaryIndex).optional(),
  LocalSecondaryIndexes: z.array(z.strictObject(index)).optional(),
  StreamSpecification: z
    .strictObject({
      StreamEnabled: flag.optional(),
      StreamViewType: z.enum(["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"]),
    })
    .optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string().optional(), Enabled: flag }).optional(),
  SSESpecification: ignored,
  WarmThroughput: ignored,
};

/** AWS::DynamoDB::Table; what only matters at AWS (backups, encryption, capacity) is accepted and not acted on. */
export const tableProperties = z.strictObject({
  ...shared,
  ProvisionedThroughput: z.strictObject({ ReadCapacityUnits: count, WriteCapacityUnits: count }).optional(),
  OnDemandThroughput: ignored,
  PointInTimeRecoverySpecification: ignored,
  DeletionProtectionEnabled: ignored,
  ContributorInsightsSpecification: ignored,
  TableClass: ignored,
  Tags: tags,
});

/** AWS::DynamoDB::GlobalTable with its one local replica (CDK's TableV2). */
export const globalTableProperties = z.strictObject({
  ...shared,
  Replicas: z.array(z.looseObject({ Region: z.string() })).max(1, "one replica only"),
  WriteProvisionedThroughputSettings: ignored,
  WriteOnDemandThroughputSettings: ignored,
});

export type TableProperties = z.infer<typeof tableProperties> | z.infer<typeof globalTableProperties>;
