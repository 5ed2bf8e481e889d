import { on, type Subscriber } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import * as membership from "@alliance/events/membership";
import * as notifications from "@alliance/events/notifications";
import { activateMembership } from "./use-cases/activate-membership.ts";
import { bringAlong } from "./use-cases/bring-along.ts";
import { countMember } from "./use-cases/count-member.ts";
import { countMerged } from "./use-cases/count-merged.ts";
import { type ErasingCtx, erasePerson } from "./use-cases/erase-person.ts";
import { inviteNamedLead } from "./use-cases/invite-named-lead.ts";
import { releaseApplication } from "./use-cases/release-application.ts";

/** What membership does at once when something happened. */
export const subscribers: readonly Subscriber<ErasingCtx>[] = [
  on(finance.invoiceIssued, { activateMembership }),
  on(finance.orderExpired, { releaseApplication }),
  on(membership.membershipActivated, { countMember }),
  on(membership.membershipActivated, { inviteNamedLead }),
  on(membership.organisationsMerged, { bringAlong }),
  on(membership.organisationsMerged, { countMerged }),
  on(membership.mergeUndone, { countMerged }),
  on(notifications.erasureTold, { erasePerson }),
];
