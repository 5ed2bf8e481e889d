import * as z from "zod";
import { defineEvent } from "./contract.ts";

export const personRegistered = /* @__PURE__ */ defineEvent({
  type: "home.person-registered",
  version: 1,
  summary: "Somebody signed in for the first time and is now known by an id of our own.",
  data: () => z.strictObject({ personId: z.string() }),
  sample: { personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});

const personId = "per_01KAK3F0Q8J5W2M7X9B4C6D8EF";

export const identityAttached = /* @__PURE__ */ defineEvent({
  type: "home.identity-attached",
  version: 1,
  summary: "Another account of the sign-in service leads to a known person from now on.",
  data: () => z.strictObject({ personId: z.string() }),
  sample: { personId },
});

export const emailCodeRequested = /* @__PURE__ */ defineEvent({
  type: "home.email-code-requested",
  version: 1,
  summary: "Somebody says that an address is theirs, and a code is sent to it; the address is known by an id only.",
  data: () => z.strictObject({ personId: z.string(), addressId: z.string(), sending: z.int().positive() }),
  sample: { personId, addressId: "adr_01KAK3F0Q8J5W2M7X9B4C6D8EF", sending: 1 },
});

export const personChanged = /* @__PURE__ */ defineEvent({
  type: "home.person-changed",
  version: 1,
  summary: "Somebody changed what we know of them; the new name or address is in their own item only.",
  data: () =>
    z.strictObject({
      personId: z.string(),
      what: z.enum(["name", "email-verified", "email-removed", "primary-email"]),
    }),
  sample: { personId, what: "primary-email" },
});

export const sessionsEnded = /* @__PURE__ */ defineEvent({
  type: "home.sessions-ended",
  version: 1,
  summary: "Somebody signed out other browsers of theirs.",
  data: () => z.strictObject({ personId: z.string(), count: z.int() }),
  sample: { personId, count: 2 },
});
