export * from "./catalogue.ts";
export * from "./consume.ts";
export * from "./contract.ts";
export * from "./envelope.ts";
