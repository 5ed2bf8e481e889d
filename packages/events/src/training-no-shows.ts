import { Pence } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { OrderLine } from "./order-line.ts";
import { bookingId, ofBooking, sampleBooking, samplePlace, sampleSession, sessionId } from "./training-parts.ts";

const feeId = "fee_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const { placeId } = samplePlace;

export const noShowCharged = /* @__PURE__ */ defineEvent({
  type: "training.no-show-charged",
  version: 1,
  summary: "Nobody came to a place of a session that has a fee for that; the fee's id is the order's. Once a place.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      feeId: z.string(),
      sessionId: z.string(),
      placeId: z.string(),
      /** Of a school in the register. */
      urn: z.string().optional(),
      billTo: z.strictObject({ name: z.string(), addressLines: z.array(z.string()) }),
      lines: z.array(OrderLine).length(1),
    }),
  sample: {
    ...sampleBooking,
    ...{ feeId, sessionId, placeId, urn: "900001" },
    billTo: { name: "Harbour View Primary School", addressLines: ["Quay Street", "Seaham", "SR7 0AA"] },
    lines: [
      {
        description: `Place nobody came to: ${sampleSession.title}, 18 March 2027`,
        netPence: 2000,
        vatRatePercent: 20,
        vatTreatment: "standard",
        serviceFrom: "2027-03-18",
        serviceTo: "2027-03-18",
      },
    ],
  },
});

export const noShowWaived = /* @__PURE__ */ defineEvent({
  type: "training.no-show-waived",
  version: 1,
  summary: "Staff let a school off the fee for a place nobody came to; what was charged of it is given back.",
  data: () =>
    z.strictObject({
      feeId: z.string(),
      bookingId: z.string(),
      sessionId: z.string(),
      placeId: z.string(),
      netPence: Pence,
      /** It had been invoiced. */
      wasCharged: z.boolean(),
    }),
  sample: { feeId, bookingId, sessionId, placeId, netPence: 2000, wasCharged: true },
});
