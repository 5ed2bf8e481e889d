import * as z from "zod";
import { defineEvent } from "./contract.ts";

const sessionId = "ses_01KAK3F0Q8J5W2M7X9B4C6D8EF";

export const sessionPublished = /* @__PURE__ */ defineEvent({
  type: "training.session-published",
  version: 1,
  summary: "A session is in the catalogue, and can be booked until its booking closes.",
  data: () =>
    z.strictObject({
      sessionId: z.string(),
      /** Of one that is a date of a series. */
      seriesId: z.string().optional(),
      title: z.string(),
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
    }),
  sample: {
    sessionId,
    title: "Starting a partnership: the first year",
    startsAt: "2027-01-20T15:45:00.000Z",
    endsAt: "2027-01-20T17:00:00.000Z",
  },
});

export const sessionChanged = /* @__PURE__ */ defineEvent({
  type: "training.session-changed",
  version: 1,
  summary: "Staff changed what a published session says: never its time, its place, or to fewer places.",
  data: () => z.strictObject({ sessionId: z.string(), title: z.string() }),
  sample: { sessionId, title: "Starting a partnership: the first year" },
});
