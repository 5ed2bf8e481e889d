import { EventBus, Match } from "aws-cdk-lib/aws-events";
import { HostedZone } from "aws-cdk-lib/aws-route53";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { notify, sumAlarm } from "./constructs/alarm.ts";
import { Data } from "./constructs/data.ts";
import { FrontDoor } from "./constructs/front-door.ts";
import { Mail } from "./constructs/mail.ts";
import { Relay } from "./constructs/relay.ts";
import { SignIn } from "./constructs/sign-in.ts";
import { type PlatformEntries, platformEntries } from "./contexts.ts";
import type { Environment } from "./environments.ts";

export interface PlatformProps extends StackProps {
  readonly settings: Environment;
  /** Other code than the platform's own, for tests of the templates alone. */
  readonly entries?: PlatformEntries;
}

/** All that keeps something, and what every context shares. */
export class PlatformStack extends Stack {
  readonly settings: Environment;
  readonly publicOrigin: CfnParameter;
  readonly data: Data;
  readonly bus: EventBus;
  readonly frontDoor: FrontDoor;
  readonly signIn: SignIn;
  readonly mail: Mail;
  readonly stripeKey: Secret;
  readonly stripeWebhookSecret: Secret;
  readonly relay: Relay;
  readonly operators: Topic;

  constructor(scope: Construct, id: string, props: PlatformProps) {
    const { settings, entries = platformEntries, ...stackProps } = props;
    super(scope, id, { ...stackProps, terminationProtection: settings.keepData });
    this.settings = settings;
    const removalPolicy = settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const zone = HostedZone.fromHostedZoneAttributes(this, "Zone", {
      hostedZoneId: settings.hostedZoneId,
      zoneName: settings.domain,
    });
    this.publicOrigin = new CfnParameter(this, "PublicOrigin", {
      default: `https://${settings.domain}`,
      description: "where people reach the platform; the local cloud gives its own",
    });
    this.data = new Data(this, "Data", settings);
    this.bus = new EventBus(this, "Bus", { description: "what happened in the alliance" });
    this.bus.applyRemovalPolicy(removalPolicy);
    this.bus.archive("Archive", {
      description: "every event of the alliance, to be replayed",
      eventPattern: { source: Match.prefix("alliance.") },
      retention: Duration.days(settings.archiveDays),
    });
    this.relay = new Relay(this, "Relay", {
      settings,
      table: this.data.table,
      bus: this.bus,
      entry: entries.relay,
    });
    this.frontDoor = new FrontDoor(this, "FrontDoor", { settings, zone });
    this.signIn = new SignIn(this, "SignIn", {
      settings,
      publicOrigin: this.publicOrigin.valueAsString,
      secondFactor: entries.secondFactor,
    });
    this.mail = new Mail(this, "Mail", zone);
    this.stripeKey = this.secret("StripeKey", "Stripe's restricted API key", removalPolicy);
    this.stripeWebhookSecret = this.secret("StripeWebhookSecret", "what Stripe signs webhooks with", removalPolicy);
    this.operators = new Topic(this, "Operators", { enforceSSL: true });
    this.operators.addSubscription(new EmailSubscription(settings.alertEmail));
    this.watch();
    new CfnOutput(this, "UserPoolId", { value: this.signIn.userPool.userPoolId });
  }

  /** Made with a random value; the operator puts the real one in after the first deployment. */
  private secret(id: string, description: string, removalPolicy: RemovalPolicy): Secret {
    return new Secret(this, id, { description, removalPolicy });
  }

  private watch(): void {
    notify(this.operators, [
      ...this.relay.alarms,
      ...this.signIn.alarms,
      sumAlarm(this, "ServerErrors", {
        metric: this.frontDoor.api.metricServerError(),
        threshold: 5,
        meaning: "people get server errors: look at the dashboard for the context, then at its log group",
      }),
    ]);
  }
}
