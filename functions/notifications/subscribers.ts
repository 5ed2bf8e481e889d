import { on, type Subscriber } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import * as home from "@alliance/events/home";
import * as membership from "@alliance/events/membership";
import * as training from "@alliance/events/training";
import type { NotificationsCtx } from "./ctx.ts";
import { askToClose } from "./use-cases/ask-to-close.ts";
import { bringLearningCertificate } from "./use-cases/bring-learning-certificate.ts";
import { confirmMembership } from "./use-cases/confirm-membership.ts";
import { inviteByLetter } from "./use-cases/invite-by-letter.ts";
import { askForApproval, tellApproved, tellNotApproved, tellUnanswered } from "./use-cases/letters-of-approvals.ts";
import { apologiseForLostBooking, confirmBooking, offerPlaces } from "./use-cases/letters-of-bookings.ts";
import { tellCancelledPlaces, tellChangedDelegate } from "./use-cases/letters-of-changed-places.ts";
import {
  confirmTime,
  tellCancelledTime,
  tellDeclinedTime,
  tellMovedTime,
  tellOfRequestedTime,
} from "./use-cases/letters-of-clinics.ts";
import { tellIfOff, tellOfMove, tellWhoWaited } from "./use-cases/letters-of-decisions.ts";
import { remindOfSession } from "./use-cases/letters-of-reminding.ts";
import { tellOfTransfer } from "./use-cases/letters-of-transfers.ts";
import { passMessageOn } from "./use-cases/pass-message-on.ts";
import { remindOfRenewal, tellOfGrace, tellOfLapse } from "./use-cases/remind-of-renewal.ts";
import { sendCreditNote } from "./use-cases/send-credit-note.ts";
import { sendEmailCode } from "./use-cases/send-email-code.ts";
import { sendInvoice, sendReceipt } from "./use-cases/send-invoice.ts";
import { sendQuote, tellOfQuoteRunOut } from "./use-cases/send-quote.ts";
import { tellApproval, tellDecline } from "./use-cases/tell-decision.ts";
import { tellOfErasure } from "./use-cases/tell-of-erasure.ts";
import { askLeads, tellAnswer } from "./use-cases/tell-of-request.ts";
import { thankAttendee } from "./use-cases/thank-attendee.ts";

export const subscribers: readonly Subscriber<NotificationsCtx>[] = [
  on(membership.membershipActivated, { confirmMembership }),
  on(membership.applicationApproved, { tellApproval }),
  on(membership.applicationDeclined, { tellDecline }),
  on(membership.renewalDue, { remindOfRenewal }),
  on(membership.membershipInGrace, { tellOfGrace }),
  on(membership.membershipLapsed, { tellOfLapse }),
  on(home.emailCodeRequested, { sendEmailCode }),
  on(membership.erasureDecided, { tellOfErasure }),
  on(membership.personInvited, { inviteByLetter }),
  on(membership.roleRequested, { askLeads }),
  on(membership.roleRequestAnswered, { tellAnswer }),
  on(finance.quoteSent, { sendQuote }),
  on(finance.quoteRenewalAsked, { tellOfQuoteRunOut }),
  on(finance.invoiceIssued, { sendInvoice }),
  on(finance.creditNoteIssued, { sendCreditNote }),
  on(finance.paymentReceived, { sendReceipt }),
  on(training.bookingConfirmed, { confirmBooking }),
  on(training.approvalAsked, { askForApproval }),
  on(training.approvalGiven, { tellApproved }),
  on(training.approvalDeclined, { tellNotApproved }),
  on(training.bookingExpired, { tellUnanswered }),
  on(training.bookingLost, { apologiseForLostBooking }),
  on(training.placeOffered, { offerPlaces }),
  on(training.placesCancelled, { tellCancelledPlaces }),
  on(training.placesTransferred, { tellOfTransfer }),
  on(training.delegateChanged, { tellChangedDelegate }),
  on(training.bookingRescheduled, { tellOfMove }),
  on(training.bookingWithdrawn, { tellIfOff }),
  on(training.queueEntryClosed, { tellWhoWaited }),
  on(training.certificateIssued, { thankAttendee }),
  on(training.learningCertified, { bringLearningCertificate }),
  on(training.clinicRequested, { tellOfRequestedTime }),
  on(training.clinicConfirmed, { confirmTime }),
  on(training.clinicDeclined, { tellDeclinedTime }),
  on(training.clinicMoved, { tellMovedTime }),
  on(training.clinicCancelled, { tellCancelledTime }),
  on(training.delegatesReminded, { remindOfSession }),
  on(training.registerLeftOpen, { askToClose }),
  on(training.messageAddressed, { passMessageOn }),
];
