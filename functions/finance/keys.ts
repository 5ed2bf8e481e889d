import type { Key } from "@alliance/store";
import type { Credit, CreditNote, FinanceException, Invoice, Order, Payment } from "./schema.ts";

/** "app_01J…" → "inv_01J…": one invoice an order, by its key. */
export const invoiceIdOf = (orderId: string): string => `inv_${orderId.slice(orderId.indexOf("_") + 1)}`;

export const orderKey = (orderId: string): Key => ({ pk: `order#${orderId}`, sk: "order" });
export const checkoutKey = (orderId: string): Key => ({ pk: `order#${orderId}`, sk: "checkout" });

/** What finance made of a cancellation of a booking, in the commit that made it: so it is made once. */
export const cancellationKey = (orderId: string, cancellationId: string): Key => ({
  pk: orderKey(orderId).pk,
  sk: `cancellation#${cancellationId}`,
});

export const waitingOrders = "finance-orders#waiting";
/** Quotes that wait for their answer. */
export const quotedOrders = "finance-orders#quoted";
export const organisationQuotes = (organisationId: string): string => `organisation-quotes#${organisationId}`;

/** Orders that wait for their payment or answer, the first to run out first. */
export function waitingIndex(order: Order): { gsi1?: Key; gsi2?: Key } {
  const sk = `${order.payBy}#${order.orderId}`;
  if (order.state === "waiting") return { gsi2: { pk: waitingOrders, sk } };
  if (order.state !== "quoted") return {};
  return { gsi1: { pk: organisationQuotes(order.organisationId), sk }, gsi2: { pk: quotedOrders, sk } };
}

export const invoiceKey = (invoiceId: string): Key => ({ pk: `invoice#${invoiceId}`, sk: "account" });
export const documentKey = (invoiceId: string): Key => ({ pk: `invoice#${invoiceId}`, sk: "document" });

export const organisationInvoices = (organisationId: string): string => `organisation-invoices#${organisationId}`;
export const allInvoices = "finance-invoices";
/** Numbers rise with the days: the list of all of them is by number alone, so that one is found by it. */
export function invoiceIndexes(invoice: Invoice): { gsi1: Key; gsi2: Key } {
  const sk = `${invoice.issuedOn}#${invoice.number}`;
  const own = { pk: organisationInvoices(invoice.organisationId), sk };
  return { gsi1: own, gsi2: { pk: allInvoices, sk: invoice.number } };
}

/** Beside the invoice: whoever may see it may see what was taken back of it. */
export const creditNoteKey = (invoiceId: string, creditNoteId: string): Key => ({
  pk: invoiceKey(invoiceId).pk,
  sk: `credit-note#${creditNoteId}`,
});
export const creditNotesOf = (invoiceId: string) => ({ pk: invoiceKey(invoiceId).pk, skPrefix: "credit-note#" });
export const allCreditNotes = "finance-credit-notes";
export const creditNoteIndex = ({ document: { issuedOn, number } }: CreditNote): Key => ({
  pk: allCreditNotes,
  sk: `${issuedOn}#${number}`,
});

export const counterKey = (series: string): Key => ({ pk: `counter#${series}`, sk: "counter" });

/** By Stripe's own id of the money, so that the same money is never recorded twice. */
export const paymentKey = (paymentIntentId: string): Key => ({ pk: `payment#${paymentIntentId}`, sk: "payment" });
export const allPayments = "finance-payments";
export const paymentIndex = (payment: Payment): Key => ({
  pk: allPayments,
  sk: `${payment.receivedAt}#${payment.paymentId}`,
});

/** `period` is a London month, "2026-11". */
export const ledgerPeriod = (period: string): string => `ledger#${period}`;
export const ledgerKey = (period: string, transactionId: string): Key => ({
  pk: ledgerPeriod(period),
  sk: `transaction#${transactionId}`,
});

export const exceptionKey = (subject: string): Key => ({ pk: `finance-exception#${subject}`, sk: "exception" });
export const creditKey = (creditId: string): Key => ({ pk: `credit#${creditId}`, sk: "credit" });
export const organisationCredits = (organisationId: string): string => `organisation-credits#${organisationId}`;
export const openCredits = "finance-credits#open";
export const refundsToMake = "finance-credits#refund";
/** Listed while something of it is on account, the oldest first; then, until what is given back has gone, as that. */
export function creditIndexes(credit: Credit): { gsi1?: Key; gsi2?: Key } {
  const sk = `${credit.receivedAt}#${credit.creditId}`;
  const { organisationId, remainingPence, refund } = credit;
  const isOnItsWay = refund?.state === "approved" && refund.sending?.state !== "sent";
  if (remainingPence === 0) return isOnItsWay ? { gsi2: { pk: refundsToMake, sk } } : {};
  const own = organisationId === undefined ? {} : { gsi1: { pk: organisationCredits(organisationId), sk } };
  return { ...own, gsi2: { pk: openCredits, sk } };
}

export const openExceptions = "finance-exceptions#open";
export const exceptionIndex = (exception: FinanceException): { gsi2?: Key } =>
  exception.resolvedAt === undefined
    ? { gsi2: { pk: openExceptions, sk: `${exception.raisedAt}#${exception.exceptionId}` } }
    : {};

/** Where the one row of a Stripe event lies: marker, audit and outbox in one. */
export const stripeEventPk = (stripeEventId: string): string => `stripe-event#${stripeEventId}`;
/** Beside that row, in the commit of what it brought about: so an event has one effect, for ever. */
export const stripeEffectKey = (stripeEventId: string): Key => ({ pk: stripeEventPk(stripeEventId), sk: "effect" });

/** That a merge of two organisations was undone: its own event may come later. */
export const mergeMarkKey = (mergeId: string): Key => ({ pk: `finance-merge#${mergeId}`, sk: "mark" });

/** What finance made of the memberships whose days were paid for twice, all of a merge: read whole, and consistently. */
export const mergedTermsKey = (mergeId: string): Key => ({ pk: mergeMarkKey(mergeId).pk, sk: "terms" });
