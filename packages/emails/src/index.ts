export * from "./mail-sender.ts";
export * from "./membership-confirmed.tsx";
export * from "./memory-sender.ts";
export * from "./person-invited.tsx";
export { renderEmail, subjectLine } from "./render-email.ts";
export * from "./role-request-answered.tsx";
export * from "./role-requested.tsx";
export * from "./ses-sender.ts";
