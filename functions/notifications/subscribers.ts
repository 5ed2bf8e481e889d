import { membership, on, type Subscriber } from "@alliance/events";
import type { NotificationsCtx } from "./ctx.ts";
import { confirmMembership } from "./use-cases/confirm-membership.ts";

export const subscribers: readonly Subscriber<NotificationsCtx>[] = [
  on(membership.membershipActivated, { confirmMembership }),
];
