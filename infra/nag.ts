import { type App, CfnResource, Validations } from "aws-cdk-lib/core";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";

interface Acknowledgement {
  /** The rule's whole id, as the report prints it. */
  readonly id: string;
  /** Every resource of this type, or those of them whose path matches. */
  readonly type: string;
  readonly path?: RegExp;
  readonly reason: string;
}

const wildcardOf = (prefix: string): string =>
  `AwsSolutions::AwsSolutions-IAM5[Resource::Platform:ExportsOutputFnGetAttDataBucketE6B0FAA8Arn3FF3A9FF/${prefix}/*]`;

/** Every acknowledgement of the whole system. One that no longer meets a resource stops the synth as well. */
export const acknowledgements: readonly Acknowledgement[] = [
  {
    id: "AwsSolutions::AwsSolutions-APIG4",
    type: "AWS::ApiGatewayV2::Route",
    reason:
      "The functions authorise every request themselves, by session or bearer token; a test tries every role on every route.",
  },
  {
    id: "AwsSolutions::AwsSolutions-CFR1",
    type: "AWS::CloudFront::Distribution",
    reason: "School staff sign in from abroad on trips and holidays; no country is refused.",
  },
  {
    id: "AwsSolutions::AwsSolutions-CFR3",
    type: "AWS::CloudFront::Distribution",
    reason:
      "The rule knows the first kind of access log alone, which keeps every path; the second kind is on, see docs/decisions/no-secret-in-a-log.md.",
  },
  {
    id: "AwsSolutions::AwsSolutions-COG2",
    type: "AWS::Cognito::UserPool",
    reason:
      "A pool that requires MFA loses emailed codes as a first factor; docs/decisions/staff-second-factor.md says how staff are held to it.",
  },
  {
    id: "AwsSolutions::AwsSolutions-COG8",
    type: "AWS::Cognito::UserPool",
    reason:
      "Essentials has the managed pages, codes and passkeys; Plus costs more a user for risk scoring that codes and passkeys make needless.",
  },
  {
    id: wildcardOf("uploads/register"),
    type: "AWS::IAM::Policy",
    path: /^Membership\/(register|bulk)\//,
    reason: "Uploaded files get a new name each; the grant ends at their folder.",
  },
  {
    id: wildcardOf("register"),
    type: "AWS::IAM::Policy",
    path: /^Membership\/(find|join|console|register|bulk)\//,
    reason: "Each imported register is a new snapshot; the grant ends at their folder.",
  },
  {
    id: wildcardOf("purchase-orders"),
    type: "AWS::IAM::Policy",
    path: /^Finance\/(console|quotes)\//,
    reason: "Each purchase order that comes as a file has a new name; the grant ends at their folder.",
  },
  {
    id: "AwsSolutions::AwsSolutions-S1",
    type: "AWS::S3::Bucket",
    reason:
      "Three functions touch the bucket and log what they do by id; the other bucket is itself the log of CloudFront.",
  },
  {
    id: "AwsSolutions::AwsSolutions-SMG4",
    type: "AWS::SecretsManager::Secret",
    reason:
      "Stripe's keys change at Stripe and the origin secret in two regions at once: docs/operating.md has both by hand, twice a year.",
  },
  {
    id: "AwsSolutions::AwsSolutions-SQS3",
    type: "AWS::SQS::Queue",
    path: /^Platform\/Relay\/Failures\//,
    reason: "This queue is the dead-letter queue of the table's stream.",
  },
  {
    id: "Serverless::Serverless-SQSRedrivePolicy",
    type: "AWS::SQS::Queue",
    path: /\/(Failures|DeadLetters)\//,
    reason: "Dead-letter queues end the line; an alarm rings on their first message.",
  },
  {
    id: "Serverless::Serverless-SNSRedrivePolicy",
    type: "AWS::SNS::Subscription",
    reason: "An alarm's mail that cannot be delivered is of no use later; the dashboard shows the alarm itself.",
  },
  {
    id: "Serverless::Serverless-LambdaDLQ",
    type: "AWS::Lambda::Function",
    reason:
      "No function is invoked asynchronously: the API waits for its answer, and queues and streams have their own dead letters.",
  },
  {
    id: "Serverless::Serverless-LambdaEventSourceMappingDestination",
    type: "AWS::Lambda::EventSourceMapping",
    path: / consumer\//,
    reason: "A queue's failures go to its dead-letter queue by its redrive policy; the mapping cannot name one.",
  },
  {
    id: "Serverless::Serverless-LambdaTracing",
    type: "AWS::Lambda::Function",
    reason:
      "X-Ray's permission is for all resources; a correlation id runs from request to mail through logs and events instead.",
  },
];

/** Every finding of both packs that is not acknowledged above stops the synth, as does a needless acknowledgement. */
export function checkWithNag(app: App): void {
  const resources = app.node.findAll().filter((node): node is CfnResource => CfnResource.isCfnResource(node));
  for (const { id, type, path, reason } of acknowledgements) {
    const met = resources.filter((each) => each.cfnResourceType === type && (path?.test(each.node.path) ?? true));
    if (met.length === 0) throw new Error(`infra/nag.ts: no resource is left for ${id}`);
    for (const resource of met) Validations.of(resource).acknowledge({ id, reason });
  }
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}
