export * from "./app.ts";
export * from "./csv.ts";
export * from "./cursor.ts";
export * from "./form.ts";
export * from "./reply.ts";
export * from "./route.ts";
export * from "./search-text.ts";
export * from "./settings.ts";
