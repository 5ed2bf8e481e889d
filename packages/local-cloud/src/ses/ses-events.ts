import type { Cloud, Resource } from "../contract.ts";
import { appendEvent } from "../events/append-event.ts";
import { addressOf, type Mail } from "./mailbox.ts";

export interface EventDestinationProperties {
  readonly ConfigurationSetName: string;
  readonly EventDestination: {
    readonly Name?: string;
    readonly Enabled?: boolean;
    readonly MatchingEventTypes: readonly string[];
    readonly EventBridgeDestination?: { readonly EventBusArn: string };
  };
}

type EventType = "Send" | "Delivery" | "Bounce" | "Complaint";

const DETAIL_TYPES: Readonly<Record<EventType, string>> = {
  Send: "Email Sent",
  Delivery: "Email Delivered",
  Bounce: "Email Bounced",
  Complaint: "Email Complaint Received",
};

/** What becomes of an address: SES's own simulator addresses bounce or complain, every other one is delivered. */
export function outcomeOf(mailbox: string): "delivered" | "bounced" | "complained" {
  const [local = "", domain = ""] = addressOf(mailbox).toLowerCase().split("@");
  if (domain !== "simulator.amazonses.com") return "delivered";
  const name = local.split("+")[0];
  if (name === "bounce" || name === "suppressionlist") return "bounced";
  return name === "complaint" ? "complained" : "delivered";
}

/** Puts the mail's events on the default bus as its configuration set asks; joins the open transaction. */
export function publishEvents(cloud: Cloud, mail: Mail, callerArn: string | undefined): void {
  const destinations = cloud
    .resourcesOfType<EventDestinationProperties>("AWS::SES::ConfigurationSetEventDestination")
    .filter((candidate) => candidate.properties.ConfigurationSetName === mail.configurationSet)
    .filter((candidate) => candidate.properties.EventDestination.Enabled !== false);
  for (const { type, detail } of eventsOf(mail)) {
    if (!destinations.some((destination) => asksFor(destination, type))) continue;
    appendEvent(cloud, {
      source: "aws.ses",
      detailType: DETAIL_TYPES[type],
      detail: { eventType: type, mail: mailObject(mail, cloud, callerArn), [type.toLowerCase()]: detail },
      time: Date.parse(mail.sentAt),
      resources: [configurationSetArn(cloud, mail.configurationSet ?? "")],
      traceId: mail.traceId,
      busName: "default",
    });
  }
}

function asksFor(destination: Resource<EventDestinationProperties>, type: EventType): boolean {
  return destination.properties.EventDestination.MatchingEventTypes.some(
    (name) => name.toLowerCase() === type.toLowerCase(),
  );
}

function eventsOf(mail: Mail): { type: EventType; detail: Record<string, unknown> }[] {
  const all = [...mail.to, ...mail.cc, ...mail.bcc].map(addressOf);
  const bounced = all.filter((address) => outcomeOf(address) === "bounced");
  const complained = all.filter((address) => outcomeOf(address) === "complained");
  const delivered = all.filter((address) => outcomeOf(address) !== "bounced");
  const timestamp = mail.sentAt;
  const events: { type: EventType; detail: Record<string, unknown> }[] = [{ type: "Send", detail: {} }];
  if (delivered.length > 0) {
    const detail = { timestamp, processingTimeMillis: 1, recipients: delivered, smtpResponse: "250 2.0.0 OK" };
    events.push({ type: "Delivery", detail });
  }
  if (bounced.length > 0) {
    const bouncedRecipients = bounced.map((emailAddress) => ({
      emailAddress,
      action: "failed",
      status: "5.1.1",
      diagnosticCode: "smtp; 550 5.1.1 user unknown",
    }));
    const detail = { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients, timestamp };
    events.push({ type: "Bounce", detail: { ...detail, feedbackId: `${mail.messageId}-bounce` } });
  }
  if (complained.length > 0) {
    const complainedRecipients = complained.map((emailAddress) => ({ emailAddress }));
    const detail = { complainedRecipients, timestamp, complaintFeedbackType: "abuse" };
    events.push({ type: "Complaint", detail: { ...detail, feedbackId: `${mail.messageId}-complaint` } });
  }
  return events;
}

function mailObject(mail: Mail, cloud: Cloud, callerArn: string | undefined): Record<string, unknown> {
  const source = addressOf(mail.from);
  const tags = Object.entries(mail.tags).map(([name, value]) => [name, [value]] as const);
  return {
    timestamp: mail.sentAt,
    source: mail.from,
    sourceArn: `arn:aws:ses:eu-west-2:${cloud.accountId}:identity/${source.split("@")[1]}`,
    sendingAccountId: cloud.accountId,
    messageId: mail.messageId,
    destination: [...mail.to, ...mail.cc, ...mail.bcc].map(addressOf),
    headersTruncated: false,
    headers: [
      { name: "From", value: mail.from },
      { name: "To", value: mail.to.join(", ") },
      { name: "Subject", value: mail.subject },
      ...mail.headers,
    ],
    commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.messageId, subject: mail.subject },
    tags: {
      "ses:operation": ["SendEmail"],
      "ses:configuration-set": [mail.configurationSet ?? ""],
      "ses:from-domain": [source.split("@")[1] ?? ""],
      "ses:caller-identity": [callerArn?.split("/").at(-1) ?? "operator"],
      ...Object.fromEntries(tags),
    },
  };
}

function configurationSetArn(cloud: Cloud, name: string): string {
  const found = cloud.resourcesOfType("AWS::SES::ConfigurationSet").find((candidate) => candidate.ref === name);
  return found?.arn ?? "";
}
