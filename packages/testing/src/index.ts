export * from "./ctx.ts";
export * from "./log.ts";
export * from "./people.ts";
