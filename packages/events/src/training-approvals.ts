import { Pence } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { ofBooking, SessionFacts, sampleBooking, sampleSession } from "./training-parts.ts";

const approver = "per_01KAK3F0Q8J5W2M7X9B4C6D8EH";

export const approvalAsked = /* @__PURE__ */ defineEvent({
  type: "training.approval-asked",
  version: 1,
  summary: "A booking waits for the yes of a budget holder inside its school; its places are held until then.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      /** The person who is asked. */
      approver: z.string(),
      sessions: z.array(SessionFacts).min(1),
      places: z.int().min(1),
      netPence: Pence,
      /** An hour of a school's working day; after it the places go back. */
      answerBy: z.iso.datetime(),
      /** Asked before, and not answered. */
      isReminder: z.boolean(),
    }),
  sample: {
    ...sampleBooking,
    ...{ approver, sessions: [sampleSession], places: 2, netPence: 19000, answerBy: "2027-03-11T15:00:00.000Z" },
    isReminder: false,
  },
});

export const approvalGiven = /* @__PURE__ */ defineEvent({
  type: "training.approval-given",
  version: 1,
  summary: "A budget holder said yes: the booking goes on as it was placed. By card whoever booked pays next.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      payment: z.enum(["card", "invoice"]),
      sessions: z.array(SessionFacts).min(1),
      /** By card: a payment must be begun before this instant. */
      payBy: z.iso.datetime().optional(),
    }),
  sample: { ...sampleBooking, payment: "card", sessions: [sampleSession], payBy: "2027-03-11T15:00:00.000Z" },
});

export const approvalDeclined = /* @__PURE__ */ defineEvent({
  type: "training.approval-declined",
  version: 1,
  summary: "A budget holder said no: the places of the booking are free again. Nothing was ordered.",
  data: () => z.strictObject({ ...ofBooking, sessions: z.array(SessionFacts).min(1) }),
  sample: { ...sampleBooking, sessions: [sampleSession] },
});

export const approvalSettingChanged = /* @__PURE__ */ defineEvent({
  type: "training.approval-setting-changed",
  version: 1,
  summary: "Who leads an organisation said whose yes its bookings need, or that they need nobody's any more.",
  data: () => z.strictObject({ organisationId: z.string(), budgetHolder: z.string().optional() }),
  sample: { organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8EG", budgetHolder: approver },
});
