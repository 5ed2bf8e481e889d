import * as z from "zod";
import { defineEvent } from "./contract.ts";

/** Who a letter went to: a person with an account, or a contact named by others. One of the two. */
const addressee = { personId: z.string().optional(), contactId: z.string().optional() };

export const emailSent = /* @__PURE__ */ defineEvent({
  type: "notifications.email-sent",
  version: 1,
  summary: "An e-mail was accepted for delivery; to whom is known by an id only, of a person or of a contact.",
  data: () => z.strictObject({ mailId: z.string(), template: z.string(), ...addressee }),
  sample: {
    mailId: "membership-confirmed_app_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    template: "membership-confirmed",
    personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  },
});

export const emailReturned = /* @__PURE__ */ defineEvent({
  type: "notifications.email-returned",
  version: 1,
  summary: "An e-mail did not arrive, or its reader called it spam: somebody should look at the address.",
  data: () =>
    z.strictObject({
      mailId: z.string(),
      template: z.string(),
      ...addressee,
      kind: z.enum(["bounced", "complained"]),
    }),
  sample: {
    mailId: "membership-confirmed_app_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    template: "membership-confirmed",
    personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    kind: "bounced",
  },
});

export const erasureTold = /* @__PURE__ */ defineEvent({
  type: "notifications.erasure-told",
  version: 1,
  summary: "The letter with the outcome of an approved erasure is out; the address is not needed any more.",
  data: () => z.strictObject({ personId: z.string() }),
  sample: { personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});
