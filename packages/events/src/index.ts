export * from "./catalogue.ts";
export * from "./consume.ts";
export * from "./contract.ts";
export * from "./envelope.ts";
export * as finance from "./finance.ts";
export * as home from "./home.ts";
export * as membership from "./membership.ts";
export * as notifications from "./notifications.ts";
export * as training from "./training.ts";
