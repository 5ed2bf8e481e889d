export * from "./invoice.ts";
export * from "./vat.ts";
