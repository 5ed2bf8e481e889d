import { HttpMethod, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { EventBus } from "aws-cdk-lib/aws-events";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { SqsSendMessage } from "aws-cdk-lib/aws-scheduler-targets";
import { CfnParameter, Duration, SecretValue, Stack, type StackProps, TimeZone } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { notify } from "./constructs/alarm.ts";
import { Consumer } from "./constructs/consumer.ts";
import { originSecretName } from "./constructs/front-door.ts";
import { NodeFunction } from "./constructs/function.ts";
import { bind } from "./constructs/grants.ts";
import { mailEventPattern } from "./constructs/mail.ts";
import type { Consumes, ContextDefinition, FunctionDefinition, ScheduleDefinition } from "./context-definition.ts";
import { entryOf } from "./contexts.ts";
import type { PlatformStack } from "./platform-stack.ts";

export interface ContextProps extends StackProps {
  readonly platform: PlatformStack;
  readonly context: ContextDefinition;
  /** The event types that each of its functions takes, by the function's entry: read from its own list. */
  readonly eventTypes: ReadonlyMap<string, readonly string[]>;
}

/** One bounded context as it runs: the same shape for all, and nothing in it that keeps anything but messages. */
export class ContextStack extends Stack {
  readonly functions = new Map<string, NodeFunction>();
  readonly consumers: readonly Consumer[];
  private readonly platform: PlatformStack;
  private readonly context: ContextDefinition;
  private readonly stripeApiBase: CfnParameter | undefined;

  constructor(scope: Construct, id: string, { platform, context, eventTypes, ...stackProps }: ContextProps) {
    super(scope, id, stackProps);
    this.platform = platform;
    this.context = context;
    if (context.functions.some(({ grants }) => grants?.includes("call-stripe"))) {
      this.stripeApiBase = new CfnParameter(this, "StripeApiBase", { default: platform.settings.stripeApiBase });
    }
    for (const definition of context.functions) this.functions.set(definition.entry, this.addFunction(definition));
    this.consumers = context.functions.flatMap(({ entry, consumes }) =>
      consumes ? [this.consume(entry, consumes, eventTypes.get(entry) ?? [])] : [],
    );
    notify(platform.operators, [
      ...[...this.functions.values()].flatMap((each) => each.alarms),
      ...this.consumers.flatMap((each) => each.alarms),
    ]);
  }

  private addFunction(definition: FunctionDefinition): NodeFunction {
    const { platform, context } = this;
    const { entry, grants = [], routes = [], memoryMb, semiSpaceMb, timeoutSeconds } = definition;
    const made = new NodeFunction(this, entry, {
      settings: platform.settings,
      code: entryOf(context, definition),
      ...(memoryMb ? { memorySize: memoryMb } : {}),
      ...(semiSpaceMb ? { semiSpaceMb } : {}),
      ...(timeoutSeconds ? { timeout: Duration.seconds(timeoutSeconds) } : {}),
      environment: {
        PUBLIC_ORIGIN: platform.publicOrigin.valueAsString,
        ...(routes.length > 0 ? this.webEnvironment() : {}),
        ...(grants.includes("call-stripe") && this.stripeApiBase
          ? { STRIPE_API_BASE: this.stripeApiBase.valueAsString }
          : {}),
      },
    });
    bind(made, platform, grants);
    this.route(made, routes);
    return made;
  }

  private webEnvironment(): Record<string, string> {
    const { settings, signIn } = this.platform;
    return {
      ORIGIN_SECRET: SecretValue.secretsManager(originSecretName(settings)).unsafeUnwrap(),
      OIDC_ISSUER: signIn.userPool.userPoolProviderUrl,
      OIDC_CLIENT_ID: signIn.client.userPoolClientId,
    };
  }

  private route(target: NodeFunction, routes: readonly string[]): void {
    const { api } = this.platform.frontDoor;
    if (routes.includes("$default")) {
      // The API-wide permission speaks of stage, method and path; the catch-all route has no method.
      target.function.addPermission("CatchAll", {
        principal: new ServicePrincipal("apigateway.amazonaws.com"),
        sourceArn: this.formatArn({ service: "execute-api", resource: api.apiId, resourceName: "*/$default" }),
      });
    }
    const integration = new HttpLambdaIntegration("Integration", target.function, { scopePermissionToRoute: false });
    for (const route of routes) {
      const [path = route, method] = route.split(" ").reverse();
      const routeKey =
        path === "$default" ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, (method as HttpMethod) ?? HttpMethod.ANY);
      new HttpRoute(this, `Route ${route.replaceAll("/", " ")}`, {
        httpApi: api,
        routeKey,
        integration,
      });
    }
  }

  private consume(entry: string, consumes: Consumes, eventTypes: readonly string[]): Consumer {
    const { platform, context } = this;
    const worker = this.functions.get(entry);
    if (!worker) throw new Error(`${context.name} has no function ${entry}`);
    const consumer = new Consumer(this, `${entry} consumer`, { name: `${context.name} ${entry}`, worker });
    if (eventTypes.length > 0) {
      consumer.takes("Events", platform.bus, { detailType: [...eventTypes] });
    }
    if (consumes.mailEvents) {
      const defaultBus = EventBus.fromEventBusName(this, "DefaultBus", "default");
      consumer.takes("MailEvents", defaultBus, mailEventPattern(platform.mail.configurationSet.configurationSetName));
    }
    for (const schedule of consumes.schedules ?? []) this.schedule(consumer, schedule);
    return consumer;
  }

  /** A schedule is one more message in a function's queue, so it is retried and kept like an event. */
  private schedule(consumer: Consumer, { name, expression }: ScheduleDefinition): void {
    new Schedule(this, `Schedule ${name}`, {
      schedule: ScheduleExpression.expression(expression, TimeZone.EUROPE_LONDON),
      target: new SqsSendMessage(consumer.queue, {
        deadLetterQueue: consumer.deadLetters,
        input: ScheduleTargetInput.fromObject({
          source: "alliance.schedule",
          "detail-type": `${this.context.name}.${name}`,
          detail: { scheduledAt: "<aws.scheduler.scheduled-time>", executionId: "<aws.scheduler.execution-id>" },
        }),
      }),
    });
  }
}
