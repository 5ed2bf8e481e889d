import { join } from "node:path";
import { App, CfnOutput, CfnParameter, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AllowedMethods, CachePolicy, Distribution, OriginRequestPolicy } from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { AttributeType, Billing, type ITable, StreamViewType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { EventBus, Match, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  FilterCriteria,
  FilterRule,
  Function as Lambda,
  Runtime,
  StartingPosition,
} from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { ConfigurationSet, EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { bundle } from "../bundle.ts";

function lambda(scope: Construct, name: string, bundles: string, environment: Record<string, string>): Lambda {
  return new Lambda(scope, `${name}-function`, {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: "index.handler",
    code: bundle(join(import.meta.dirname, "functions", `${name}.ts`), bundles, name),
    timeout: Duration.seconds(10),
    memorySize: 256,
    environment,
  });
}

/** Keeps orders and tells the world about them. */
class OrdersStack extends Stack {
  readonly table: TableV2;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, props: StackProps & { bundles: string }) {
    super(scope, id, props);
    this.table = new TableV2(this, "Table", {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: "expiresAt",
    });
    this.bus = new EventBus(this, "Bus");
    const relay = lambda(this, "relay", props.bundles, { BUS_NAME: this.bus.eventBusName });
    relay.addToRolePolicy(new PolicyStatement({ actions: ["events:PutEvents"], resources: [this.bus.eventBusArn] }));
    relay.addEventSource(
      new DynamoEventSource(this.table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: 3,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual("INSERT"),
            dynamodb: { NewImage: { entity: { S: FilterRule.isEqual("order") } } },
          }),
        ],
      }),
    );
  }
}

/** Answers people, in another stack: its references to the first are imports and exports. */
class WebStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { orders: OrdersStack; bundles: string }) {
    super(scope, id, props);
    const { orders } = props;
    const greeting = new CfnParameter(this, "Greeting", { default: "Hello" });
    const origin = new CfnParameter(this, "PublicOrigin", { default: "https://orders.example.org" });
    const secret = new Secret(this, "OriginSecret", { generateSecretString: { excludePunctuation: true } });
    const web = lambda(this, "web", props.bundles, {
      TABLE_NAME: orders.table.tableName,
      PUBLIC_ORIGIN: origin.valueAsString,
      ORIGIN_SECRET: secret.secretValue.unsafeUnwrap(),
    });
    orders.table.grant(web, "dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem");
    const api = new HttpApi(this, "Api");
    const integration = new HttpLambdaIntegration("WebIntegration", web);
    api.addRoutes({ path: "/orders", methods: [HttpMethod.POST], integration });
    api.addRoutes({ path: "/orders/{id}", methods: [HttpMethod.GET], integration });
    api.addRoutes({ path: "/{proxy+}", methods: [HttpMethod.ANY], integration });
    new Distribution(this, "Distribution", {
      defaultBehavior: {
        origin: new HttpOrigin(`${api.apiId}.execute-api.${this.region}.${this.urlSuffix}`, {
          customHeaders: { "x-origin-secret": secret.secretValue.unsafeUnwrap() },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
    });
    new CfnOutput(this, "Welcome", { value: `${greeting.valueAsString} from ${origin.valueAsString}` });
  }
}

/** Tells the customer by mail. */
class NoticesStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { orders: OrdersStack; bundles: string }) {
    super(scope, id, props);
    const { orders } = props;
    const failed = new Queue(this, "Failed");
    const queue = new Queue(this, "Queue", {
      visibilityTimeout: Duration.seconds(60),
      deadLetterQueue: { queue: failed, maxReceiveCount: 2 },
    });
    new Rule(this, "Placed", {
      eventBus: orders.bus,
      eventPattern: { source: Match.prefix("shop."), detailType: ["order.placed"] },
      targets: [new SqsQueue(queue)],
    });
    const identity = new EmailIdentity(this, "Identity", { identity: Identity.domain("shop.example.org") });
    const set = new ConfigurationSet(this, "Mail");
    const notify = lambda(this, "notify", props.bundles, {
      MAIL_CONFIGURATION_SET: set.configurationSetName,
      MAIL_FROM: "orders@shop.example.org",
    });
    notify.addToRolePolicy(
      new PolicyStatement({
        actions: ["ses:SendEmail"],
        resources: [
          identity.emailIdentityArn,
          this.formatArn({ service: "ses", resource: "configuration-set", resourceName: set.configurationSetName }),
        ],
      }),
    );
    notify.addEventSource(new SqsEventSource(queue, { reportBatchItemFailures: true, batchSize: 5 }));
  }
}

/** Synthesizes the app into a folder, as `cdk synth` would. */
export function synthOrders(outdir: string): string {
  const app = new App({ outdir });
  const env = { account: "123456789012", region: "eu-west-2" };
  const bundles = `${outdir}-bundles`;
  const orders = new OrdersStack(app, "Orders", { env, bundles });
  new WebStack(app, "Web", { env, orders, bundles });
  new NoticesStack(app, "Notices", { env, orders, bundles });
  return app.synth().directory;
}
