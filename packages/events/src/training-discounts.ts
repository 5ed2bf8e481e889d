import * as z from "zod";
import { defineEvent } from "./contract.ts";

export const discountMade = /* @__PURE__ */ defineEvent({
  type: "training.discount-made",
  version: 1,
  summary: "Staff made a discount code: places can be booked with it from its first day on.",
  data: () => z.strictObject({ code: z.string() }),
  sample: { code: "AUTUMN10" },
});

export const discountStopped = /* @__PURE__ */ defineEvent({
  type: "training.discount-stopped",
  version: 1,
  summary: "Nobody books with a discount code any more; who has, keeps it.",
  data: () => z.strictObject({ code: z.string() }),
  sample: { code: "AUTUMN10" },
});
