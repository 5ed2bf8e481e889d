import { Pence } from "@alliance/core";
import { CreditNoteDocument } from "@alliance/documents/credit-note";
import { InvoiceDocument } from "@alliance/documents/invoice";
import { QuoteDocument } from "@alliance/documents/quote";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { sampleCreditNote, sampleInvoice, sampleQuote } from "./sample-invoice.ts";

export * from "./finance-refunds.ts";

/** An order carries the id of what was ordered: an application for membership, or a booking. */
const orderId = "app_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const invoiceId = "inv_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const applicantId = "per_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const financeContactId = "con_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const paymentId = "pay_01KAK3F0Q8J5W2M7X9B4C6D8EF";

export const invoiceIssued = /* @__PURE__ */ defineEvent({
  type: "finance.invoice-issued",
  version: 1,
  summary: "An invoice has its number and never changes again; it is paid already, or due by its date.",
  data: () =>
    z.strictObject({
      invoiceId: z.string(),
      orderId: z.string(),
      organisationId: z.string(),
      payment: z.enum(["card", "invoice"]),
      /** Who pays, where that is not whoever ordered: the invoice is sent to them. */
      financeContactId: z.string().optional(),
      /** Where no other letter brings it, and nobody else pays: it is sent to them. */
      applicantId: z.string().optional(),
      document: InvoiceDocument,
    }),
  sample: { invoiceId, orderId, organisationId, payment: "invoice", financeContactId, document: sampleInvoice },
});

export const creditNoteIssued = /* @__PURE__ */ defineEvent({
  type: "finance.credit-note-issued",
  version: 1,
  summary: "An invoice, or a part of it, was taken back; what was paid of that already is on account.",
  data: () =>
    z.strictObject({
      creditNoteId: z.string(),
      invoiceId: z.string(),
      orderId: z.string(),
      organisationId: z.string(),
      /** Who the letter goes to; without one, to the applicant. */
      financeContactId: z.string().optional(),
      applicantId: z.string(),
      /** What was paid of it already, and is free now. */
      onAccountPence: Pence,
      /** What is still to be paid of the invoice. */
      outstandingPence: Pence,
      document: CreditNoteDocument,
    }),
  sample: {
    ...{
      creditNoteId: sampleCreditNote.creditNoteId,
      invoiceId,
      orderId,
      organisationId,
      financeContactId,
      applicantId,
    },
    ...{ onAccountPence: 0, outstandingPence: 24000, document: sampleCreditNote },
  },
});

export const quoteSent = /* @__PURE__ */ defineEvent({
  type: "finance.quote-sent",
  version: 1,
  summary: "A quote waits for its answer; a letter with a fresh link is due, and the link of an earlier one has ended.",
  data: () =>
    z.strictObject({
      orderId: z.string(),
      organisationId: z.string(),
      /** Who the letter goes to; without one, to the applicant. */
      financeContactId: z.string().optional(),
      applicantId: z.string(),
      linkNumber: z.int().positive(),
      document: QuoteDocument,
    }),
  sample: { orderId, organisationId, financeContactId, applicantId, linkNumber: 1, document: sampleQuote },
});

export const quoteRevoked = /* @__PURE__ */ defineEvent({
  type: "finance.quote-revoked",
  version: 1,
  summary: "The link of a quote was closed; the quote itself still waits until its last day.",
  data: () => z.strictObject({ orderId: z.string(), organisationId: z.string(), linkNumber: z.int() }),
  sample: { orderId, organisationId, linkNumber: 1 },
});

export const quoteRenewalAsked = /* @__PURE__ */ defineEvent({
  type: "finance.quote-renewal-asked",
  version: 1,
  summary: "A finance office opened a quote that had run out and asks for a new one: the applicant must apply again.",
  data: () =>
    z.strictObject({
      orderId: z.string(),
      organisationId: z.string(),
      organisationName: z.string(),
      applicantId: z.string(),
      number: z.string(),
    }),
  sample: {
    orderId,
    organisationId,
    organisationName: "Harbour View Primary School",
    applicantId,
    number: "QUO-000001",
  },
});

export const paymentReceived = /* @__PURE__ */ defineEvent({
  type: "finance.payment-received",
  version: 1,
  summary: "Money arrived and was posted to the ledger, for an invoice or on account.",
  data: () =>
    z.strictObject({
      paymentId: z.string(),
      orderId: z.string(),
      organisationId: z.string(),
      invoiceId: z.string().optional(),
      method: z.enum(["card"]),
      amountPence: Pence,
      /** What Stripe kept; absent until it has settled that. */
      feePence: Pence.optional(),
      /** What of it nothing was owed for; 0 where all of it paid something. */
      onAccountPence: Pence.optional(),
      /** Where that lies. */
      creditId: z.string().optional(),
      invoiceNumber: z.string().optional(),
      /** Who gets a receipt: one of the two. Neither, where the invoice itself was issued as paid and says it. */
      receiptTo: z.strictObject({ personId: z.string().optional(), contactId: z.string().optional() }).optional(),
    }),
  sample: {
    paymentId,
    orderId,
    organisationId,
    invoiceId,
    method: "card",
    amountPence: 30000,
    feePence: 470,
    onAccountPence: 0,
    invoiceNumber: "INV-000001",
    receiptTo: { personId: applicantId },
  },
});

const creditId = "crd_01KAK3F0Q8J5W2M7X9B4C6D8EF";

export const creditAllocated = /* @__PURE__ */ defineEvent({
  type: "finance.credit-allocated",
  version: 1,
  summary: "Money that was on account paid an invoice, in full or in part; staff said so.",
  data: () =>
    z.strictObject({
      creditId: z.string(),
      invoiceId: z.string(),
      organisationId: z.string(),
      amountPence: Pence,
    }),
  sample: { creditId, invoiceId, organisationId, amountPence: 30000 },
});

export const orderExpired = /* @__PURE__ */ defineEvent({
  type: "finance.order-expired",
  version: 1,
  summary: "The time to pay an order or to answer its quote ran out, or it was withdrawn; nothing was taken.",
  data: () =>
    z.strictObject({
      orderId: z.string(),
      organisationId: z.string(),
      /** Absent where its time ran out. */
      because: z.literal("withdrawn").optional(),
    }),
  sample: { orderId, organisationId },
});

export const stripeEventReceived = /* @__PURE__ */ defineEvent({
  type: "finance.stripe-event-received",
  version: 1,
  summary: "Stripe told us, signed, that something happened to one of its objects; we read the object before we act.",
  data: () => z.strictObject({ stripeEventId: z.string(), stripeType: z.string(), objectId: z.string() }),
  sample: { stripeEventId: "evt_1Q0001", stripeType: "checkout.session.completed", objectId: "cs_test_0001" },
});
