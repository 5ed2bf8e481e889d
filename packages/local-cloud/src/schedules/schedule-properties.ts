import * as z from "zod";
import { count, tags } from "../parse-properties.ts";

const ignored = z.unknown().optional();

export const scheduleProperties = z.strictObject({
  Name: z.string().optional(),
  GroupName: z.string().optional(),
  Description: ignored,
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().optional(),
  StartDate: z.string().optional(),
  EndDate: z.string().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  FlexibleTimeWindow: z.strictObject({
    Mode: z.enum(["OFF", "FLEXIBLE"]),
    MaximumWindowInMinutes: count.optional(),
  }),
  KmsKeyArn: ignored,
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().optional(),
    DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
    RetryPolicy: z
      .strictObject({
        MaximumRetryAttempts: count.min(0).max(185).optional(),
        MaximumEventAgeInSeconds: count.min(60).max(86_400).optional(),
      })
      .optional(),
    /** Only FIFO queues have a parameter, and those are not supported; CDK writes it empty. */
    SqsParameters: z.strictObject({}).optional(),
    EventBridgeParameters: z.strictObject({ DetailType: z.string(), Source: z.string() }).optional(),
  }),
});

export const scheduleGroupProperties = z.strictObject({ Name: z.string().optional(), Tags: tags });
