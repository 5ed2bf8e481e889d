import * as z from "zod";
import { count, tags } from "../parse-properties.ts";

const ignored = z.unknown().optional();
const pattern = z.record(z.string(), z.unknown());

export const busProperties = z.strictObject({
  Name: z.string(),
  Description: ignored,
  KmsKeyIdentifier: ignored,
  LogConfig: ignored,
  Tags: tags,
});

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: z.string().optional(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: count.min(0).max(185).optional(),
      MaximumEventAgeInSeconds: count.min(60).max(86_400).optional(),
    })
    .optional(),
});

export const ruleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: ignored,
  EventBusName: z.string().optional(),
  EventPattern: pattern.optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  RoleArn: z.string().optional(),
  Targets: z.array(target).optional(),
  Tags: tags,
});

export const archiveProperties = z.strictObject({
  ArchiveName: z.string().optional(),
  SourceArn: z.string(),
  Description: ignored,
  EventPattern: pattern.optional(),
  RetentionDays: count.min(0).optional(),
  KmsKeyIdentifier: ignored,
});

export type RuleTarget = z.infer<typeof target>;
