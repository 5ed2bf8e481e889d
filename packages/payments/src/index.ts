export * from "./gateway.ts";
export { type StripeGatewayOptions, stripeGateway } from "./stripe-gateway.ts";
