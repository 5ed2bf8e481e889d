import { Pence } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";

const creditId = "crd_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const orderId = "app_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";

export const refundRequested = /* @__PURE__ */ defineEvent({
  type: "finance.refund-requested",
  version: 1,
  summary: "Somebody of the finance team asks that money on account goes back; somebody else must decide.",
  data: () => z.strictObject({ creditId: z.string(), organisationId: z.string().optional(), amountPence: Pence }),
  sample: { creditId, organisationId, amountPence: 30000 },
});

export const refundDecided = /* @__PURE__ */ defineEvent({
  type: "finance.refund-decided",
  version: 1,
  summary: "A second person approved or refused a refund; approved, the money left the account and is to be sent back.",
  data: () =>
    z.strictObject({
      creditId: z.string(),
      organisationId: z.string().optional(),
      amountPence: Pence,
      decision: z.enum(["approved", "refused"]),
    }),
  sample: { creditId, organisationId, amountPence: 30000, decision: "approved" },
});

export const refundDue = /* @__PURE__ */ defineEvent({
  type: "finance.refund-due",
  version: 1,
  summary: "Approved money is to be given back to the card it came from; finance itself asks Stripe.",
  data: () =>
    z.strictObject({ creditId: z.string(), organisationId: z.string().optional(), attempt: z.int().positive() }),
  sample: { creditId, organisationId, attempt: 1 },
});

export const refundSent = /* @__PURE__ */ defineEvent({
  type: "finance.refund-sent",
  version: 1,
  summary: "Money on account has gone back, to the card it came from or by bank transfer.",
  data: () =>
    z.strictObject({
      creditId: z.string(),
      organisationId: z.string().optional(),
      amountPence: Pence,
      by: z.enum(["card", "bank"]),
    }),
  sample: { creditId, organisationId, amountPence: 30000, by: "card" },
});

export const refundFailed = /* @__PURE__ */ defineEvent({
  type: "finance.refund-failed",
  version: 1,
  summary: "Money could not be given back to the card it came from; the finance team finds another way.",
  data: () => z.strictObject({ creditId: z.string(), organisationId: z.string().optional(), amountPence: Pence }),
  sample: { creditId, organisationId, amountPence: 30000 },
});

export const exceptionClosed = /* @__PURE__ */ defineEvent({
  type: "finance.exception-closed",
  version: 1,
  summary: "Somebody of the finance team has dealt with what waited for a person.",
  data: () =>
    z.strictObject({
      exceptionId: z.string(),
      reason: z.string(),
      orderId: z.string().optional(),
      organisationId: z.string().optional(),
    }),
  sample: { exceptionId: "exc_01KAK3F0Q8J5W2M7X9B4C6D8EK", reason: "refunded-outside", orderId, organisationId },
});
