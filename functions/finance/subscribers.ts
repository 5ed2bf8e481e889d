import { on, type Subscriber } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import * as membership from "@alliance/events/membership";
import * as training from "@alliance/events/training";
import type { WorkerCtx } from "./ctx.ts";
import { creditCancelledPlaces, creditWaivedFee, giveBackLostBooking } from "./use-cases/credit-cancelled-places.ts";
import { creditMergedTerm } from "./use-cases/credit-merged-term.ts";
import { endWithdrawnOrder } from "./use-cases/end-withdrawn-order.ts";
import { followMerge, followUndoneMerge } from "./use-cases/follow-merge.ts";
import { invoiceLateBooking } from "./use-cases/invoice-late-booking.ts";
import { makeRefund } from "./use-cases/make-refund.ts";
import { openBookingOrder, openFeeOrder, openOrder } from "./use-cases/open-order.ts";
import { settleStripeEvent } from "./use-cases/settle-stripe-event.ts";

export const subscribers: readonly Subscriber<WorkerCtx>[] = [
  on(membership.applicationSubmitted, { openOrder }),
  on(membership.organisationsMerged, { followMerge }),
  on(membership.termsMerged, { creditMergedTerm }),
  on(membership.mergeUndone, { followUndoneMerge }),
  on(training.bookingPlaced, { openBookingOrder }),
  on(training.bookingConfirmed, { invoiceLateBooking }),
  on(training.bookingWithdrawn, { endWithdrawnOrder }),
  on(training.bookingLost, { giveBackLostBooking }),
  on(training.placesCancelled, { creditCancelledPlaces }),
  on(training.noShowCharged, { openFeeOrder }),
  on(training.noShowWaived, { creditWaivedFee }),
  on(finance.refundDue, { makeRefund }),
  on(finance.stripeEventReceived, { settleStripeEvent }),
];
