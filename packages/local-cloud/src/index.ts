export type { MovableClock } from "./clock.ts";
export type { Grant, Persona, Resource, Span } from "./contract.ts";
export { lockFolder } from "./data-folder.ts";
export { Refusal } from "./refusal.ts";
export type { Mail } from "./ses/mailbox.ts";
export { type LocalCloudOptions, type RunningCloud, startLocalCloud } from "./start.ts";
export { stopWhenAsked } from "./stop-when-asked.ts";
