import * as z from "zod";
import { defineEvent } from "./contract.ts";

export const emailSent = defineEvent({
  type: "notifications.email-sent",
  version: 1,
  summary: "An e-mail was accepted for delivery; to whom is known by the person's id only.",
  data: () => z.strictObject({ mailId: z.string(), template: z.string(), personId: z.string() }),
  sample: {
    mailId: "membership-confirmed_app_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    template: "membership-confirmed",
    personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  },
});

export const emailReturned = defineEvent({
  type: "notifications.email-returned",
  version: 1,
  summary: "An e-mail did not arrive, or its reader called it spam: somebody should look at the address.",
  data: () =>
    z.strictObject({
      mailId: z.string(),
      template: z.string(),
      personId: z.string(),
      kind: z.enum(["bounced", "complained"]),
    }),
  sample: {
    mailId: "membership-confirmed_app_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    template: "membership-confirmed",
    personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    kind: "bounced",
  },
});
