import { join } from "node:path";
import { App, CfnCondition, CfnMapping, Duration, Fn, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import { Function as Lambda, Runtime } from "aws-cdk-lib/aws-lambda";
import { BlockPublicAccess, Bucket } from "aws-cdk-lib/aws-s3";
import { Schedule, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { bundle } from "../bundle.ts";

/** Keeps pictures, signs a receipt for each, and tidies once a day. */
class ThumbnailsStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { bundles: string }) {
    super(scope, id, props);
    const sizes = new CfnMapping(this, "Sizes", { mapping: { "eu-west-2": { width: "120" } } });
    const isHome = new CfnCondition(this, "IsHome", { expression: Fn.conditionEquals(this.region, "eu-west-2") });
    const bucket = new Bucket(this, "Pictures", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    });
    const key = new Key(this, "Receipts", { keySpec: KeySpec.ECC_NIST_EDWARDS25519, keyUsage: KeyUsage.SIGN_VERIFY });
    const pepper = new Secret(this, "Pepper");
    const pictures = new Lambda(this, "PicturesFunction", {
      runtime: Runtime.NODEJS_24_X,
      handler: "index.handler",
      code: bundle(join(import.meta.dirname, "functions/pictures.ts"), props.bundles, "pictures"),
      timeout: Duration.seconds(10),
      environment: {
        BUCKET_NAME: bucket.bucketName,
        KEY_ID: key.keyId,
        SECRET_ARN: pepper.secretArn,
        WIDTH: sizes.findInMap(this.region, "width"),
        PLACE: Fn.conditionIf(isHome.logicalId, "home", "abroad").toString(),
      },
    });
    for (const [action, resource] of [
      ["s3:PutObject", bucket.arnForObjects("pictures/*")],
      ["s3:GetObject", bucket.arnForObjects("pictures/*")],
      ["kms:Sign", key.keyArn],
      ["secretsmanager:GetSecretValue", pepper.secretArn],
      ["kms:Verify", key.keyArn],
    ] as const) {
      pictures.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    }
    const api = new HttpApi(this, "Api");
    const integration = new HttpLambdaIntegration("PicturesIntegration", pictures);
    api.addRoutes({ path: "/pictures/{name}", methods: [HttpMethod.PUT, HttpMethod.GET], integration });
    api.addRoutes({ path: "/settings", methods: [HttpMethod.GET], integration });
    new Schedule(this, "Tidy", {
      schedule: ScheduleExpression.rate(Duration.days(1)),
      target: new LambdaInvoke(pictures, {}),
    });
  }
}

/** Synthesizes the app into a folder, as `cdk synth` would. */
export function synthThumbnails(outdir: string): string {
  const app = new App({ outdir });
  const env = { account: "123456789012", region: "eu-west-2" };
  new ThumbnailsStack(app, "Thumbnails", { env, bundles: `${outdir}-bundles` });
  return app.synth().directory;
}
