import * as z from "zod";
import { defineEvent } from "./contract.ts";

export const typePublished = /* @__PURE__ */ defineEvent({
  type: "membership.type-published",
  version: 1,
  summary:
    "Staff made a type of membership (version 1), or changed what one costs or brings; what was sold keeps its version.",
  data: () =>
    z.strictObject({
      membershipTypeId: z.string(),
      version: z.int(),
      name: z.string(),
      isOnSale: z.boolean(),
    }),
  sample: { membershipTypeId: "school", version: 2, name: "School membership", isOnSale: true },
});
