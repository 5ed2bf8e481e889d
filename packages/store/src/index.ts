export * from "./commit.ts";
export * from "./connect.ts";
export * from "./ctx.ts";
export * from "./dynamo.ts";
export * from "./item.ts";
export * from "./outbox.ts";
export * from "./retry.ts";
export * from "./table.ts";
