import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from "aws-cdk-lib/aws-logs";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { Environment } from "../environments.ts";

/** No path, query, referrer, cookie or address: a path may be the secret of a letter's link. */
const fields = [
  ...["date", "time", "DistributionId", "x-edge-location", "x-edge-request-id", "x-host-header"],
  ...["cs-method", "cs-protocol", "cs-protocol-version", "cs-bytes", "sc-status", "sc-bytes", "sc-content-type"],
  ...["time-taken", "time-to-first-byte", "ssl-protocol", "ssl-cipher", "cache-behavior-path-pattern"],
  ...["x-edge-result-type", "x-edge-response-result-type", "x-edge-detailed-result-type"],
];

export interface AccessLogProps {
  readonly settings: Environment;
  readonly distribution: Distribution;
}

/** CloudFront's access log, by the second kind of delivery: the first one cannot leave out the path. */
export class AccessLog extends Construct {
  constructor(scope: Construct, id: string, { settings, distribution }: AccessLogProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const name = `alliance-${settings.stage}-edge`;
    const bucket = new Bucket(this, "Bucket", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(settings.logRetentionDays) }],
      removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("delivery.logs.amazonaws.com")],
        actions: ["s3:PutObject"],
        resources: [bucket.arnForObjects(`AWSLogs/${account}/*`)],
        conditions: {
          StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account}:delivery-source:${name}` },
        },
      }),
    );
    const source = new CfnDeliverySource(this, "Source", {
      name,
      logType: "ACCESS_LOGS",
      resourceArn: `arn:aws:cloudfront::${account}:distribution/${distribution.distributionId}`,
    });
    const destination = new CfnDeliveryDestination(this, "Destination", {
      name,
      destinationResourceArn: bucket.bucketArn,
      outputFormat: "json",
    });
    const delivery = new CfnDelivery(this, "Delivery", {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.attrArn,
      recordFields: fields,
    });
    delivery.node.addDependency(source, bucket);
  }
}
