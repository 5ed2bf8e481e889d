import { on, type Subscriber } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import * as membership from "@alliance/events/membership";
import type { WorkerCtx } from "./ctx.ts";
import { creditMergedTerm } from "./use-cases/credit-merged-term.ts";
import { followMerge, followUndoneMerge } from "./use-cases/follow-merge.ts";
import { makeRefund } from "./use-cases/make-refund.ts";
import { openOrder } from "./use-cases/open-order.ts";
import { settleStripeEvent } from "./use-cases/settle-stripe-event.ts";

export const subscribers: readonly Subscriber<WorkerCtx>[] = [
  on(membership.applicationSubmitted, { openOrder }),
  on(membership.organisationsMerged, { followMerge }),
  on(membership.termsMerged, { creditMergedTerm }),
  on(membership.mergeUndone, { followUndoneMerge }),
  on(finance.refundDue, { makeRefund }),
  on(finance.stripeEventReceived, { settleStripeEvent }),
];
