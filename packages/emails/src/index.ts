export * from "./mail-sender.ts";
export * from "./membership-confirmed.tsx";
export * from "./memory-sender.ts";
export { renderEmail, subjectLine } from "./render-email.ts";
export * from "./ses-sender.ts";
