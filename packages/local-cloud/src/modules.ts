import { cloudfrontModule } from "./cloudfront/cloudfront-module.ts";
import type { Module } from "./contract.ts";
import { dynamodbModule } from "./dynamodb/dynamodb-module.ts";
import { httpApiModule } from "./http-api/http-api-module.ts";
import { iamModule } from "./iam/iam-module.ts";
import { kmsModule } from "./kms.ts";
import { s3Module } from "./s3/s3-module.ts";
import { secretsModule } from "./secrets.ts";

/** Every family of resource types and APIs, in the order in which they start. */
export const MODULES: readonly Module[] = [
  iamModule,
  secretsModule,
  kmsModule,
  dynamodbModule,
  s3Module,
  httpApiModule,
  cloudfrontModule,
];
