import { memorySender } from "@alliance/emails";
import { system, type TestCtx, testCtx } from "@alliance/testing";
import type { NotificationsCtx } from "./ctx.ts";

export type LettersCtx = NotificationsCtx & TestCtx;
export type Outbox = ReturnType<typeof memorySender>;

/** The worker over a table in memory, and what it sent. */
export function lettersWorld(): { readonly ctx: LettersCtx; readonly outbox: Outbox } {
  const outbox = memorySender();
  const where = { publicOrigin: "https://alliance.example", mailFrom: "hello@alliance.example" };
  return { ctx: { ...testCtx(system("notifications")), sender: outbox, ...where }, outbox };
}
