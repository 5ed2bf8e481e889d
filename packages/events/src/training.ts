export * from "./training-attendance.ts";
export * from "./training-bookings.ts";
export * from "./training-changes.ts";
export * from "./training-decisions.ts";
export type { Delegate, PlaceFacts, SessionFacts } from "./training-parts.ts";
export * from "./training-queue.ts";
export * from "./training-record.ts";
export * from "./training-sessions.ts";
