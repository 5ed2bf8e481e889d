import * as z from "zod";
import { count, flag, tags } from "../parse-properties.ts";

/** AWS::Lambda::EventSourceMapping, as far as streams of tables and standard queues have it. */
export const mappingProperties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: flag.optional(),
  BatchSize: count.min(1).max(10_000).optional(),
  MaximumBatchingWindowInSeconds: count.min(0).max(300).optional(),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })).optional() }).optional(),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).optional(),
  BisectBatchOnFunctionError: flag.optional(),
  MaximumRetryAttempts: count.min(-1).max(10_000).optional(),
  MaximumRecordAgeInSeconds: count.min(-1).max(604_800).optional(),
  ParallelizationFactor: z.literal(1, "only 1: in order").optional(),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]).optional(),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() }).optional(),
  ScalingConfig: z.strictObject({ MaximumConcurrency: count.min(2).max(1_000).optional() }).optional(),
  KmsKeyArn: z.string().optional(),
  Tags: tags,
});

export type MappingProperties = z.infer<typeof mappingProperties>;
