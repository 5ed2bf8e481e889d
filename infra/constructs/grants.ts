import type { Grant } from "../context-definition.ts";
import type { PlatformStack } from "../platform-stack.ts";
import type { NodeFunction } from "./function.ts";

interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

interface Binding {
  readonly environment: Record<string, string>;
  readonly permissions: readonly Permission[];
}

/** What the store sends and no more: it writes whole items, so there is no UpdateItem, and it never scans. */
function table({ data }: PlatformStack): Binding {
  const arn = data.table.tableArn;
  const actions = ["GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem", "ConditionCheckItem"];
  return {
    environment: { TABLE_NAME: data.table.tableName },
    permissions: [
      { actions: actions.map((action) => `dynamodb:${action}`), resources: [arn] },
      { actions: ["dynamodb:Query"], resources: [`${arn}/index/gsi1`, `${arn}/index/gsi2`] },
      { actions: ["kms:Decrypt"], resources: [data.tableKey.keyArn] },
    ],
  };
}

const objects = (platform: PlatformStack, action: string, prefix: string): Binding => ({
  environment: { BUCKET_NAME: platform.data.bucket.bucketName },
  permissions: [{ actions: [action], resources: [platform.data.bucket.arnForObjects(`${prefix}/*`)] }],
});

const bindings: Record<Grant, (platform: PlatformStack) => Binding> = {
  "put-uploads": (platform) => objects(platform, "s3:PutObject", "uploads/register"),
  "read-uploads": (platform) => objects(platform, "s3:GetObject", "uploads/register"),
  "read-register": (platform) => objects(platform, "s3:GetObject", "register"),
  "write-register": (platform) => objects(platform, "s3:PutObject", "register"),
  "write-purchase-orders": (platform) => objects(platform, "s3:PutObject", "purchase-orders"),
  "read-purchase-orders": (platform) => objects(platform, "s3:GetObject", "purchase-orders"),
  "delete-accounts": ({ signIn }) => ({
    environment: { USER_POOL_ID: signIn.userPool.userPoolId, OIDC_ISSUER: signIn.userPool.userPoolProviderUrl },
    permissions: [{ actions: ["cognito-idp:AdminDeleteUser"], resources: [signIn.userPool.userPoolArn] }],
  }),
  "send-mail": ({ mail, settings }) => ({
    environment: {
      MAIL_FROM: settings.mailFrom,
      MAIL_CONFIGURATION_SET: mail.configurationSet.configurationSetName,
    },
    permissions: [{ actions: ["ses:SendEmail", "ses:SendRawEmail"], resources: mail.arns }],
  }),
  "call-stripe": ({ stripeKey }) => ({
    environment: { STRIPE_SECRET_ARN: stripeKey.secretArn },
    permissions: [{ actions: ["secretsmanager:GetSecretValue"], resources: [stripeKey.secretArn] }],
  }),
  "read-stripe-webhook-secret": ({ stripeWebhookSecret }) => ({
    environment: { STRIPE_WEBHOOK_SECRET_ARN: stripeWebhookSecret.secretArn },
    permissions: [{ actions: ["secretsmanager:GetSecretValue"], resources: [stripeWebhookSecret.secretArn] }],
  }),
};

/** Gives a function the table and what else it was granted: the permission and its environment variable together. */
export function bind(target: NodeFunction, platform: PlatformStack, grants: readonly Grant[]): void {
  for (const { environment, permissions } of [table(platform), ...grants.map((grant) => bindings[grant](platform))]) {
    for (const [name, value] of Object.entries(environment)) target.function.addEnvironment(name, value);
    for (const { actions, resources } of permissions) target.allow(actions, resources);
  }
}
