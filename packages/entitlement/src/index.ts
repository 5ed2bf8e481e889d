export * from "./decide.ts";
export * from "./grant.ts";
