import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { synthesize } from "./synth.ts";

const production = await synthesize("production");
const dev = await synthesize("dev");

describe("what keeps something", () => {
  test("the table is on demand, recoverable for 35 days, protected, encrypted by our key, and has a stream", () => {
    production.stack("Platform").hasResource("AWS::DynamoDB::Table", {
      DeletionPolicy: "Retain",
      Properties: {
        BillingMode: "PAY_PER_REQUEST",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: Match.anyValue() },
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
        TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      },
    });
  });

  test("in production the stack, the table and the user pool refuse to be deleted; in dev they may go", () => {
    const protectedStacks = (app: typeof production.app) =>
      app.node.children.flatMap((child) =>
        "terminationProtection" in child && child.terminationProtection === true ? [child.node.id] : [],
      );
    expect(protectedStacks(production.app)).toEqual(["Platform"]);
    expect(protectedStacks(dev.app)).toEqual([]);
    production.stack("Platform").hasResourceProperties("AWS::Cognito::UserPool", { DeletionProtection: "ACTIVE" });
    dev.stack("Platform").hasResourceProperties("AWS::DynamoDB::Table", { DeletionProtectionEnabled: false });
  });

  test("every bucket is closed to the public and to plain http", () => {
    const buckets = production.resources("AWS::S3::Bucket");
    expect(buckets).toHaveLength(2);
    for (const [, { Properties }] of buckets) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
    const policies = JSON.stringify(production.resources("AWS::S3::BucketPolicy"));
    expect(policies.match(/"aws:SecureTransport":"false"/g)).toHaveLength(2);
  });

  test("credentials are signed by an Ed25519 key with a name", () => {
    production.stack("Platform").hasResourceProperties("AWS::KMS::Key", {
      KeySpec: "ECC_NIST_EDWARDS25519",
      KeyUsage: "SIGN_VERIFY",
    });
    production
      .stack("Platform")
      .hasResourceProperties("AWS::KMS::Alias", { AliasName: "alias/alliance-production-signing" });
  });
});

describe("who signs in", () => {
  test("by emailed code, passkey or password, through managed login, in the Essentials plan", () => {
    const platform = production.stack("Platform");
    platform.hasResourceProperties("AWS::Cognito::UserPool", {
      UserPoolTier: "ESSENTIALS",
      MfaConfiguration: "OPTIONAL",
      EnabledMfas: ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"],
      WebAuthnUserVerification: "required",
      WebAuthnFactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION",
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: Match.arrayWith(["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]) } },
    });
    platform.hasResourceProperties("AWS::Cognito::UserPoolDomain", { ManagedLoginVersion: 2 });
    platform.hasResourceProperties("AWS::Cognito::UserPoolClient", {
      GenerateSecret: false,
      AllowedOAuthFlows: ["code"],
      PreventUserExistenceErrors: "ENABLED",
      // Cognito compares it character by character with what the sign-out page sends.
      LogoutURLs: [{ "Fn::Join": ["", [Match.anyValue(), "/signed-out"]] }],
    });
  });

  test("Cognito asks before it makes a token, so that staff without a second factor are not staff", () => {
    production.stack("Platform").hasResourceProperties("AWS::Cognito::UserPool", {
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: Match.anyValue() } },
    });
  });

  test("staff have four groups", () => {
    const groups = production
      .resources("AWS::Cognito::UserPoolGroup")
      .map(([, { Properties }]) => Properties.GroupName);
    expect(groups.sort()).toEqual(["admin", "assessor", "finance", "staff"]);
  });
});

describe("what the world reaches", () => {
  test("the API has no address of its own but origin.<domain>, with throttling and an access log", () => {
    const platform = production.stack("Platform");
    platform.hasResourceProperties("AWS::ApiGatewayV2::Api", { DisableExecuteApiEndpoint: true });
    platform.hasResourceProperties("AWS::ApiGatewayV2::DomainName", {
      DomainName: "origin.partnerships-alliance.example",
    });
    platform.hasResourceProperties("AWS::ApiGatewayV2::Stage", {
      StageName: "$default",
      DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      AccessLogSettings: { DestinationArn: Match.anyValue(), Format: Match.stringLikeRegexp("requestId") },
    });
  });

  test("the access log names nobody", () => {
    const [stage] = production.resources("AWS::ApiGatewayV2::Stage");
    expect(JSON.stringify(stage?.[1].Properties.AccessLogSettings)).not.toMatch(
      /sourceIp|\$context\.path|userAgent|authorizer/,
    );
  });

  test("CloudFront adds the origin secret, asks a firewall, and caches only what is under /assets/", () => {
    const edge = production.stack("Edge");
    edge.hasResourceProperties("AWS::CloudFront::Distribution", {
      DistributionConfig: {
        Aliases: ["partnerships-alliance.example"],
        WebACLId: Match.anyValue(),
        Origins: [
          Match.objectLike({
            DomainName: "origin.partnerships-alliance.example",
            OriginCustomHeaders: [
              {
                HeaderName: "x-origin-secret",
                HeaderValue: "{{resolve:secretsmanager:alliance-production-origin-1:SecretString:::}}",
              },
            ],
          }),
        ],
        DefaultCacheBehavior: Match.objectLike({ CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" }),
        CacheBehaviors: [Match.objectLike({ PathPattern: "/assets/*" })],
      },
    });
    edge.resourceCountIs("AWS::WAFv2::WebACL", 1);
    production.stack("Platform").hasResourceProperties("AWS::SecretsManager::Secret", {
      Name: "alliance-production-origin-1",
      ReplicaRegions: [{ Region: "us-east-1" }],
    });
  });
});

describe("what leaves the table", () => {
  test("the relay reads new events only, gives up in the end, and says what it gave up on", () => {
    production.stack("Platform").hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      FilterCriteria: {
        Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"event#"}]}}}}' }],
      },
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 50,
      MaximumRecordAgeInSeconds: 3600,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  test("mail's bounces and complaints come back as events", () => {
    production.stack("Platform").hasResourceProperties("AWS::SES::ConfigurationSetEventDestination", {
      EventDestination: {
        MatchingEventTypes: Match.arrayWith(["send", "bounce", "complaint"]),
        EventBridgeDestination: Match.anyValue(),
      },
    });
  });
});
