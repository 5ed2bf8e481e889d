import { Pence } from "@alliance/core";
import * as z from "zod";
import { SessionId } from "./session.ts";

/** What a session brought in, net of VAT, as it was counted last: for the console's charts, and no ledger. */
export const Takings = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: SessionId,
    /** Of confirmed places that are still booked. */
    bookedNetPence: Pence,
    /** What was not credited of places that were cancelled. */
    keptNetPence: Pence,
    countedAt: z.iso.datetime(),
  }),
);
export type Takings = z.infer<typeof Takings>;

/** What one cancellation left with us. */
export const Kept = /* @__PURE__ */ z.lazy(() => z.strictObject({ cancellationId: z.string(), netPence: Pence }));
export type Kept = z.infer<typeof Kept>;
