import { createHash } from "node:crypto";
import type { Module, ResourceType } from "../contract.ts";
import { physicalName } from "../template/physical-name.ts";
import { createMailboxTables } from "./mailbox.ts";
import { sendEmailApi } from "./send-email.ts";
import type { EventDestinationProperties } from "./ses-events.ts";

const identityType: ResourceType<{ readonly EmailIdentity: string }> = {
  type: "AWS::SES::EmailIdentity",
  properties: [
    ...["EmailIdentity", "DkimAttributes", "DkimSigningAttributes", "MailFromAttributes", "FeedbackAttributes"],
    ...["ConfigurationSetAttributes", "Tags"],
  ],
  identify(draft, cloud) {
    const identity = draft.properties.EmailIdentity;
    const attributes: Record<string, string> = {};
    for (const number of [1, 2, 3]) {
      const token = createHash("sha256").update(`${identity}${number}`).digest("hex").slice(0, 32);
      attributes[`DkimDNSTokenName${number}`] = `${token}._domainkey.${identity}`;
      attributes[`DkimDNSTokenValue${number}`] = `${token}.dkim.amazonses.com`;
    }
    return { ref: identity, arn: `arn:aws:ses:${draft.region}:${cloud.accountId}:identity/${identity}`, attributes };
  },
};

const configurationSetType: ResourceType<{ readonly Name?: string }> = {
  type: "AWS::SES::ConfigurationSet",
  properties: [
    ...["Name", "DeliveryOptions", "ReputationOptions", "SendingOptions", "SuppressionOptions", "VdmOptions"],
    ...["TrackingOptions", "Tags"],
  ],
  identify(draft, cloud) {
    const name = draft.properties.Name ?? physicalName(draft, { maxLength: 64 });
    return { ref: name, arn: `arn:aws:ses:${draft.region}:${cloud.accountId}:configuration-set/${name}` };
  },
};

const KNOWN_EVENTS = ["send", "reject", "bounce", "complaint", "delivery", "deliverydelay", "delivery_delay"];
const DESTINATION_PARTS = ["Name", "Enabled", "MatchingEventTypes", "EventBridgeDestination"];

const destinationType: ResourceType<EventDestinationProperties> = {
  type: "AWS::SES::ConfigurationSetEventDestination",
  properties: ["ConfigurationSetName", "EventDestination"],
  identify(draft, cloud) {
    const name = `${draft.properties.ConfigurationSetName}/${draft.properties.EventDestination.Name ?? draft.logicalId}`;
    return { ref: name, arn: `arn:aws:ses:${draft.region}:${cloud.accountId}:event-destination/${name}` };
  },
  provision(destination) {
    const settings = destination.properties.EventDestination;
    const part = Object.keys(settings).find((name) => !DESTINATION_PARTS.includes(name));
    if (part !== undefined) throw new Error(`${destination.logicalId}: EventDestination.${part} is not supported.`);
    const event = settings.MatchingEventTypes.find((name) => !KNOWN_EVENTS.includes(name.toLowerCase()));
    if (event !== undefined) throw new Error(`${destination.logicalId}: the event type ${event} is not supported.`);
    if (!settings.EventBridgeDestination?.EventBusArn.endsWith("event-bus/default")) {
      throw new Error(`${destination.logicalId}: SES publishes to the default event bus only.`);
    }
  },
};

/** SES v2: every mail goes to the mailbox under `/_local/mail` and nowhere else. */
export const sesModule: Module = {
  name: "ses",
  types: [identityType, configurationSetType, destinationType] as unknown as Module["types"],
  start(cloud) {
    createMailboxTables(cloud.state);
    cloud.addApi(sendEmailApi(cloud));
  },
};
