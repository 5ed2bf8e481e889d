import * as z from "zod";
import type { ResourceType } from "../contract.ts";
import { flag, parseProperties, tags } from "../parse-properties.ts";
import { physicalName } from "../template/physical-name.ts";
import type { CorsRule } from "./cors.ts";
import { createObjectStore, sweepOrphans } from "./object-store.ts";

export interface BucketProperties {
  readonly BucketName?: string;
  readonly VersioningConfiguration?: { readonly Status: "Enabled" | "Suspended" };
  readonly CorsConfiguration?: { readonly CorsRules: readonly CorsRule[] };
}

const texts = z.array(z.string());
const bucketSchema = z.strictObject({
  BucketName: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "is not a bucket's name")
    .optional(),
  BucketEncryption: z.looseObject({}).optional(),
  PublicAccessBlockConfiguration: z
    .strictObject({
      BlockPublicAcls: flag,
      BlockPublicPolicy: flag,
      IgnorePublicAcls: flag,
      RestrictPublicBuckets: flag,
    })
    .partial()
    .optional(),
  VersioningConfiguration: z.strictObject({ Status: z.enum(["Enabled", "Suspended"]) }).optional(),
  CorsConfiguration: z
    .strictObject({
      CorsRules: z.array(
        z.strictObject({
          AllowedOrigins: texts,
          AllowedMethods: texts,
          AllowedHeaders: texts.optional(),
          ExposedHeaders: texts.optional(),
          MaxAge: z.coerce.number().optional(),
          Id: z.string().optional(),
        }),
      ),
    })
    .optional(),
  // Neither old objects nor access logs are kept or removed by rule here.
  LifecycleConfiguration: z.looseObject({}).optional(),
  LoggingConfiguration: z.looseObject({}).optional(),
  OwnershipControls: z.looseObject({}).optional(),
  Tags: tags,
});

export const bucketType: ResourceType<BucketProperties> = {
  type: "AWS::S3::Bucket",
  properties: Object.keys(bucketSchema.shape),
  identify(draft) {
    const name = draft.properties.BucketName ?? physicalName(draft, { lowerCase: true, maxLength: 63 });
    const arn = `arn:aws:s3:::${name}`;
    const attributes = {
      Arn: arn,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${draft.region}.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${draft.region}.amazonaws.com`,
    };
    return { ref: name, arn, attributes };
  },
  provision(bucket, cloud) {
    parseProperties(bucketSchema, bucket as never);
    sweepOrphans(cloud, bucket.ref, createObjectStore(cloud));
  },
};

interface PolicyProperties {
  readonly Bucket: string;
  readonly PolicyDocument: { readonly Statement: readonly Record<string, unknown>[] };
}

/** Conditions that deny only what cannot occur here: the local endpoint stands for one over TLS 1.2 or newer. */
const TRANSPORT_CONDITIONS: readonly string[] = [
  JSON.stringify({ Bool: { "aws:SecureTransport": "false" } }),
  JSON.stringify({ Bool: { "aws:SecureTransport": false } }),
  JSON.stringify({ NumericLessThan: { "s3:TlsVersion": 1.2 } }),
  JSON.stringify({ NumericLessThan: { "s3:TlsVersion": "1.2" } }),
];

/** Bucket policies that ask for TLS, or let an AWS service write its logs; any other is refused. */
export const bucketPolicyType: ResourceType<PolicyProperties> = {
  type: "AWS::S3::BucketPolicy",
  properties: ["Bucket", "PolicyDocument"],
  identify: (draft) => ({ ref: draft.properties.Bucket, arn: `arn:aws:s3:::${draft.properties.Bucket}#policy` }),
  provision(policy) {
    for (const statement of policy.properties.PolicyDocument.Statement) {
      const isTransport =
        statement.Effect === "Deny" && TRANSPORT_CONDITIONS.includes(JSON.stringify(statement.Condition ?? {}));
      const isForService = statement.Effect === "Allow" && isServicePrincipal(statement.Principal);
      if (!isTransport && !isForService) {
        const text = JSON.stringify(statement).slice(0, 300);
        throw new Error(`AWS::S3::BucketPolicy ${policy.logicalId}: this statement is not supported: ${text}`);
      }
    }
  },
};

function isServicePrincipal(principal: unknown): boolean {
  return typeof principal === "object" && principal !== null && Object.keys(principal).join() === "Service";
}
