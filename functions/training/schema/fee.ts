import { idOf, Pence } from "@alliance/core";
import * as z from "zod";

/** What was decided about the fee of a place that nobody came to. */
export const Fee = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    /** Of the order that finance makes of it. */
    feeId: idOf("fee"),
    sessionId: z.string(),
    placeId: z.string(),
    bookingId: z.string(),
    netPence: Pence,
    status: z.enum(["charged", "waived"]),
    /** Why it was waived. */
    reason: z.string().optional(),
    decidedBy: z.string(),
    decidedAt: z.iso.datetime(),
  }),
);
export type Fee = z.infer<typeof Fee>;
