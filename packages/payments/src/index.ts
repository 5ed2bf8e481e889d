export * from "./gateway.ts";
export { type StripeGatewayOptions, stripeGateway } from "./stripe-gateway.ts";
export { type StripeWebhookOptions, stripeWebhooks } from "./stripe-webhook.ts";
