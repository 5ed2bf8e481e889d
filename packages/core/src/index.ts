export * from "./actor.ts";
export * from "./clock.ts";
export * from "./ids.ts";
export * from "./log.ts";
export * from "./london.ts";
export * from "./london-time.ts";
export * from "./money.ts";
export * from "./problem.ts";
