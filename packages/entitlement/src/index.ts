export * from "./decide.ts";
export * from "./explain.ts";
export * from "./grant.ts";
export * from "./grants-of.ts";
export * from "./items.ts";
