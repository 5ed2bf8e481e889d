import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { Environment } from "../environments.ts";

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** All that is kept: the one table and its key, the bucket, and the key that signs credentials. */
export class Data extends Construct {
  readonly table: Table;
  readonly tableKey: Key;
  readonly bucket: Bucket;
  readonly signingKey: Key;

  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id);
    const removalPolicy = settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.tableKey = new Key(this, "TableKey", {
      description: `encrypts the table (${settings.stage})`,
      enableKeyRotation: true,
      removalPolicy,
    });
    this.table = new Table(this, "Table", {
      partitionKey: string("pk"),
      sortKey: string("sk"),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.tableKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: settings.keepData,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: "expiresAt",
      removalPolicy,
    });
    for (const indexName of ["gsi1", "gsi2"]) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: string(`${indexName}pk`),
        sortKey: string(`${indexName}sk`),
        projectionType: ProjectionType.ALL,
      });
    }
    this.signingKey = new Key(this, "SigningKey", {
      description: `signs credentials with Ed25519 (${settings.stage})`,
      alias: `alliance-${settings.stage}-signing`,
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy,
    });
    this.bucket = this.makeBucket(settings, removalPolicy);
  }

  private makeBucket(settings: Environment, removalPolicy: RemovalPolicy): Bucket {
    return new Bucket(this, "Bucket", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      // A script of ours sends a register file straight here with a signed address; API Gateway would stop it at 10 MB.
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          allowedOrigins: [`https://${settings.domain}`],
          allowedHeaders: ["content-type"],
          maxAge: 3000,
        },
      ],
      lifecycleRules: [
        // Read within minutes, and then of no use: a versioned object is gone a day after it expired.
        {
          id: "uploads",
          prefix: "uploads/",
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: "old-versions",
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(2),
        },
      ],
      removalPolicy,
    });
  }
}
