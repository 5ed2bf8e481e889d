import type { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  Code,
  type FunctionProps,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { Entry } from "../contexts.ts";
import type { Environment } from "../environments.ts";
import { sumAlarm } from "./alarm.ts";
import { bundleFolder } from "./bundle.ts";
import { nodeOptions } from "./node-options.ts";

type Overrides = Partial<Omit<FunctionProps, "code" | "handler" | "role" | "logGroup" | "environment">>;

export interface NodeFunctionProps extends Overrides {
  readonly settings: Environment;
  /** Bundled already: see app.ts. */
  readonly code: Pick<Entry, "context" | "name">;
  readonly environment?: Record<string, string>;
  readonly semiSpaceMb?: number;
}

/** One Lambda function as the house runs them: arm64, Node 24, its own role and log group, errors and throttles watched. */
export class NodeFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly alarms: readonly Alarm[];
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const { settings, code, environment, semiSpaceMb, ...overrides } = props;
    const { context, name } = code;
    const logGroup = new LogGroup(this, "Log", {
      retention: settings.logRetentionDays,
      removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [logGroup.logGroupArn],
      }),
    );
    this.timeout = overrides.timeout ?? Duration.seconds(15);
    this.function = new LambdaFunction(this, "Function", {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: this.timeout,
      loggingFormat: LoggingFormat.JSON,
      description: `${context} ${name} (${settings.stage})`,
      ...overrides,
      handler: "index.handler",
      code: Code.fromAsset(bundleFolder(context, name)),
      role: this.role,
      logGroup,
      environment: {
        STAGE: settings.stage,
        CONTEXT: context,
        NODE_OPTIONS: nodeOptions(semiSpaceMb),
        ...environment,
      },
    });
    this.alarms = [
      sumAlarm(this, "Errors", {
        metric: this.function.metricErrors(),
        threshold: 1,
        meaning: `${context} ${name} failed without an answer of its own: read its log group`,
      }),
      sumAlarm(this, "Throttles", {
        metric: this.function.metricThrottles(),
        threshold: 1,
        meaning: `${context} ${name} was refused by the account's concurrency limit: ask AWS to raise it`,
      }),
    ];
  }

  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}
