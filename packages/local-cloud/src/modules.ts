import { cloudfrontModule } from "./cloudfront/cloudfront-module.ts";
import { cognitoModule } from "./cognito.ts";
import { consoleModule } from "./console/console-module.ts";
import type { Module } from "./contract.ts";
import { dynamodbModule } from "./dynamodb/dynamodb-module.ts";
import { eventSourceMappingModule } from "./event-source-mapping/event-source-mapping-module.ts";
import { eventsModule } from "./events/events-module.ts";
import { httpApiModule } from "./http-api/http-api-module.ts";
import { iamModule } from "./iam/iam-module.ts";
import { kmsModule } from "./kms.ts";
import { s3Module } from "./s3/s3-module.ts";
import { schedulesModule } from "./schedules/schedules-module.ts";
import { secretsModule } from "./secrets.ts";
import { sesModule } from "./ses/ses-module.ts";
import { sqsModule } from "./sqs/sqs-module.ts";

/** Every family of resource types and APIs, in the order in which they start. */
export const MODULES: readonly Module[] = [
  iamModule,
  secretsModule,
  kmsModule,
  dynamodbModule,
  sqsModule,
  eventsModule,
  schedulesModule,
  sesModule,
  eventSourceMappingModule,
  s3Module,
  cognitoModule,
  httpApiModule,
  cloudfrontModule,
  consoleModule,
];
