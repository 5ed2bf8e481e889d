import { on, type Subscriber } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import * as membership from "@alliance/events/membership";
import * as training from "@alliance/events/training";
import type { Ctx } from "@alliance/store";
import {
  countAfterCancelling,
  countAfterConfirming,
  countAfterExpiry,
  countAfterOffer,
  countAfterTransfer,
  countAfterWalkIn,
  countAfterWithdrawing,
} from "./seating/count-after.ts";
import { certifyAttendance } from "./use-cases/certify-attendance.ts";
import { certifyClinic, certifyRecording } from "./use-cases/certify-learning.ts";
import { tellAttendance } from "./use-cases/close-register.ts";
import { confirmBooking, confirmLate } from "./use-cases/confirm-booking.ts";
import { endUnpaid } from "./use-cases/end-unpaid.ts";
import { forgetLearning } from "./use-cases/forget-learning.ts";
import { forgetNames } from "./use-cases/forget-names.ts";
import { forgetNeeds } from "./use-cases/forget-needs.ts";
import { offerAfterChange, offerAfterLeft, offerReleased, offerToJoined } from "./use-cases/offer-places.ts";
import { beginCancelling, beginMessage, beginMove, continueWork } from "./work/work-off.ts";

/** What training does when something happened. */
export const subscribers: readonly Subscriber<Ctx>[] = [
  on(finance.invoiceIssued, { confirmBooking }),
  on(finance.paymentReceived, { confirmLate }),
  on(finance.orderExpired, { endUnpaid }),
  on(training.placesReleased, { offerReleased }),
  on(training.queueJoined, { offerToJoined }),
  on(training.queueLeft, { offerAfterLeft }),
  on(training.sessionChanged, { offerAfterChange }),
  on(training.sessionRescheduled, { beginMove }),
  on(training.sessionCancelled, { beginCancelling }),
  on(training.delegatesMessaged, { beginMessage }),
  on(training.sessionWorkContinued, { continueWork }),
  on(training.bookingConfirmed, { countAfterConfirming }),
  on(training.bookingExpired, { countAfterExpiry }),
  on(training.bookingExpired, { forgetNeeds }),
  on(training.bookingWithdrawn, { countAfterWithdrawing }),
  on(training.bookingWithdrawn, { forgetNeeds }),
  on(training.bookingLost, { forgetNeeds }),
  on(training.placesCancelled, { countAfterCancelling }),
  on(training.placesCancelled, { forgetNeeds }),
  on(training.delegateChanged, { forgetNeeds }),
  on(training.placesTransferred, { countAfterTransfer }),
  on(training.placeOffered, { countAfterOffer }),
  on(training.registerClosed, { tellAttendance }),
  on(training.walkInAdmitted, { countAfterWalkIn }),
  on(training.sessionAttended, { certifyAttendance }),
  on(training.attendanceCorrected, { certifyAfterCorrection: certifyAttendance }),
  on(training.recordingCompleted, { certifyRecording }),
  on(training.clinicAttended, { certifyClinic }),
  on(training.clinicAttendanceCorrected, { certifyClinicAfterCorrection: certifyClinic }),
  on(membership.erasureDecided, { forgetNames }),
  on(membership.erasureDecided, { forgetLearning }),
];
