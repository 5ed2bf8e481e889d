export type { Controls, DeliverySettings } from "./controls.ts";
export type { Fault } from "./faults.ts";
export { type StripeDouble, type StripeDoubleOptions, startStripeDouble } from "./start.ts";
export type { WebhookTarget } from "./webhooks/sender.ts";
