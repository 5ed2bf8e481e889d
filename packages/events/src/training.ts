export * from "./training-bookings.ts";
export * from "./training-changes.ts";
export * from "./training-queue.ts";
export * from "./training-sessions.ts";
