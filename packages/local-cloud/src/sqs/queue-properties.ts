import * as z from "zod";
import { count, flag, tags } from "../parse-properties.ts";

const redrivePolicy = z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: count.min(1).max(1_000) });
const ignored = z.unknown().optional();

/** AWS::SQS::Queue, standard queues only: FifoQueue and its kin are refused by name. */
export const queueProperties = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: count.min(0).max(43_200).optional(),
  DelaySeconds: count.min(0).max(900).optional(),
  MessageRetentionPeriod: count.min(60).max(1_209_600).optional(),
  ReceiveMessageWaitTimeSeconds: count.min(0).max(20).optional(),
  MaximumMessageSize: count.min(1_024).max(1_048_576).optional(),
  RedrivePolicy: redrivePolicy.optional(),
  RedriveAllowPolicy: ignored,
  SqsManagedSseEnabled: flag.optional(),
  KmsMasterKeyId: ignored,
  KmsDataKeyReusePeriodSeconds: ignored,
  Tags: tags,
});

export const queuePolicyProperties = z.strictObject({
  Queues: z.array(z.string()),
  PolicyDocument: z.strictObject({
    Version: z.string().optional(),
    Id: z.string().optional(),
    Statement: z.array(
      z.strictObject({
        Sid: z.string().optional(),
        Effect: z.enum(["Allow", "Deny"]),
        Principal: z.union([z.literal("*"), z.record(z.string(), z.union([z.string(), z.array(z.string())]))]),
        Action: z.union([z.string(), z.array(z.string())]),
        Resource: z.union([z.string(), z.array(z.string())]),
        Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
      }),
    ),
  }),
});

export type QueuePolicyStatement = z.infer<typeof queuePolicyProperties>["PolicyDocument"]["Statement"][number];
