import { idOf } from "@alliance/core";
import * as z from "zod";

/** An organisation where bookings that cost something need somebody's yes. */
export const ApprovalSetting = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    organisationId: idOf("org"),
    /** Absent where nobody is asked any more. */
    budgetHolder: idOf("per").optional(),
    changedBy: z.string(),
    changedAt: z.iso.datetime(),
  }),
);
export type ApprovalSetting = z.infer<typeof ApprovalSetting>;

/** What whoever approves adds to it. */
export const Approving = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    bookingId: idOf("bkg"),
    purchaseOrderNumber: z.string().trim().min(1).max(50, "Use at most 50 characters").optional(),
  }),
);
export type Approving = z.infer<typeof Approving>;
