import { Pence } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { OrderLine } from "./order-line.ts";
import {
  entryId,
  ofBooking,
  PlaceFacts,
  SessionFacts,
  sampleBooking,
  samplePlace,
  sampleSession,
  sessionId,
} from "./training-parts.ts";

export const bookingPlaced = /* @__PURE__ */ defineEvent({
  type: "training.booking-placed",
  version: 1,
  summary: "A booking that costs something was placed; its id is the order's. Nothing to pay, no such event.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      /** Of a school in the register. */
      urn: z.string().optional(),
      payment: z.enum(["card", "invoice"]),
      /** By card: a payment must be begun before this instant, else the order expires. */
      payBy: z.iso.datetime().optional(),
      purchaseOrderNumber: z.string().optional(),
      /** Who pays; whoever booked where there is none. */
      financeContactId: z.string().optional(),
      /** From the day of issue to the day by which the invoice is paid. */
      creditDays: z.int().min(0).max(365).optional(),
      billTo: z.strictObject({ name: z.string(), addressLines: z.array(z.string()) }),
      /** One line a session and price, in the order of the invoice's lines. */
      lines: z.array(OrderLine).min(1),
    }),
  sample: {
    ...sampleBooking,
    urn: "900001",
    payment: "invoice",
    purchaseOrderNumber: "PO-4712",
    billTo: { name: "Harbour View Primary School", addressLines: ["Quay Street", "Seaham", "SR7 0AA"] },
    lines: [
      {
        description: "Evaluating a partnership: a practical afternoon, 18 March 2027, 2 places",
        netPence: 19000,
        quantity: 2,
        vatRatePercent: 20,
        vatTreatment: "standard",
        serviceFrom: "2027-03-18",
        serviceTo: "2027-03-18",
      },
    ],
  },
});

export const bookingConfirmed = /* @__PURE__ */ defineEvent({
  type: "training.booking-confirmed",
  version: 1,
  summary: "Places are booked for good: free, by invoice, or paid. Once a booking.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      payment: z.enum(["card", "invoice", "free"]),
      /** What the places cost together, net of VAT. */
      netPence: Pence,
      /** Of a booking that was paid by card. */
      invoiceId: z.string().optional(),
      /** Money on account that came after the order had run out, and in time for the places. */
      creditId: z.string().optional(),
      sessions: z.array(SessionFacts).min(1),
      places: z.array(PlaceFacts).min(1),
    }),
  sample: {
    ...sampleBooking,
    ...{ payment: "invoice", netPence: 9500, sessions: [sampleSession], places: [samplePlace] },
  },
});

export const bookingLost = /* @__PURE__ */ defineEvent({
  type: "training.booking-lost",
  version: 1,
  summary: "Money came after the places had gone: all of it goes back, and whoever booked is first in the queue.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      sessions: z.array(SessionFacts).min(1),
      places: z.array(PlaceFacts).min(1),
      /** Their place at the head of each session's queue. */
      entryIds: z.array(z.string()),
      /** Where finance had issued one already. */
      invoiceId: z.string().optional(),
      paymentId: z.string().optional(),
      /** Money on account that no invoice took. */
      creditId: z.string().optional(),
    }),
  sample: {
    ...sampleBooking,
    sessions: [sampleSession],
    places: [samplePlace],
    entryIds: [entryId],
    invoiceId: "inv_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  },
});

export const bookingExpired = /* @__PURE__ */ defineEvent({
  type: "training.booking-expired",
  version: 1,
  summary: "Nobody finished a booking in its time, or nobody paid; its places are free again.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      because: z.enum(["hold-ran-out", "approval-ran-out", "payment-expired"]),
      sessions: z.array(SessionFacts).min(1),
      /** It was an offer from the queue. */
      entryId: z.string().optional(),
    }),
  sample: { ...sampleBooking, because: "hold-ran-out", sessions: [sampleSession] },
});

export const bookingWithdrawn = /* @__PURE__ */ defineEvent({
  type: "training.booking-withdrawn",
  version: 1,
  summary: "A booking ended before it was confirmed: let go of, or its session is off; an order that waits is over.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      because: z.enum(["withdrawn", "offer-declined", "session-cancelled"]),
      /** There is an order of the same id that waits for its payment. */
      wasPlaced: z.boolean(),
      sessionIds: z.array(z.string()).min(1),
      entryId: z.string().optional(),
      /** What is off, and staff's sentence about it. */
      off: z.strictObject({ session: SessionFacts }).optional(),
    }),
  sample: { ...sampleBooking, because: "withdrawn", wasPlaced: true, sessionIds: [sessionId] },
});
