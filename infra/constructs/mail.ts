import { EventBus } from "aws-cdk-lib/aws-events";
import type { IHostedZone } from "aws-cdk-lib/aws-route53";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Stack } from "aws-cdk-lib/core";
import { Construct } from "constructs";

/** Mail's own name for what became of it, on the account's default bus. */
export const mailEventPattern = (configurationSet: string) => ({
  source: ["aws.ses"],
  detail: { mail: { tags: { "ses:configuration-set": [configurationSet] } } },
});

/** The address mail is sent from, proved by DKIM records in the zone, and the events that come back. */
export class Mail extends Construct {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;

  constructor(scope: Construct, id: string, zone: IHostedZone) {
    super(scope, id);
    this.configurationSet = new ConfigurationSet(this, "Set", {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSet.addEventDestination("Events", {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, "DefaultBus", "default")),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });
    this.identity = new EmailIdentity(this, "Identity", {
      identity: Identity.publicHostedZone(zone),
      mailFromDomain: `mail.${zone.zoneName}`,
    });
  }

  /** What a sender must be allowed to use. */
  get arns(): readonly string[] {
    const stack = Stack.of(this);
    return [
      this.identity.emailIdentityArn,
      stack.formatArn({
        service: "ses",
        resource: "configuration-set",
        resourceName: this.configurationSet.configurationSetName,
      }),
    ];
  }
}
