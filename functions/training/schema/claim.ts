import { idOf } from "@alliance/core";
import * as z from "zod";
import { Delegate } from "./seat.ts";

/** Which place of a session somebody was named for last. It counts for as long as that place is theirs. */
export const DelegateClaim = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({ bookingId: idOf("bkg"), placeId: z.string(), delegate: Delegate }),
);
export type DelegateClaim = z.infer<typeof DelegateClaim>;
