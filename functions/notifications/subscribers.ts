import { membership, on, type Subscriber } from "@alliance/events";
import type { NotificationsCtx } from "./ctx.ts";
import { confirmMembership } from "./use-cases/confirm-membership.ts";
import { inviteByLetter } from "./use-cases/invite-by-letter.ts";
import { askLeads, tellAnswer } from "./use-cases/tell-of-request.ts";

export const subscribers: readonly Subscriber<NotificationsCtx>[] = [
  on(membership.membershipActivated, { confirmMembership }),
  on(membership.personInvited, { inviteByLetter }),
  on(membership.roleRequested, { askLeads }),
  on(membership.roleRequestAnswered, { tellAnswer }),
];
