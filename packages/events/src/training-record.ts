import { LondonDate } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { Delegate, delegate, sampleBooking, samplePlace, sampleSession, sessionId } from "./training-parts.ts";

const { placeId } = samplePlace;

export const certificateIssued = /* @__PURE__ */ defineEvent({
  type: "training.certificate-issued",
  version: 1,
  summary: "Somebody who was at a session has a certificate of it. The code that it bears is not told.",
  data: () =>
    z.strictObject({
      sessionId: z.string(),
      placeId: z.string(),
      delegate: Delegate,
      organisationId: z.string().optional(),
      title: z.string(),
      hours: z.number().positive(),
      attendedOn: LondonDate,
    }),
  sample: {
    ...{ sessionId, placeId, delegate, organisationId: sampleBooking.organisationId },
    ...{ title: sampleSession.title, hours: 3, attendedOn: "2027-03-18" },
  },
});

export const learningCertified = /* @__PURE__ */ defineEvent({
  type: "training.learning-certified",
  version: 1,
  summary:
    "Somebody has a certificate of a recording, or of their time with an expert. The code that it bears is not told.",
  data: () =>
    z.strictObject({
      of: z.enum(["recording", "clinic"]),
      /** Of the recording, or of the appointment. */
      learnedId: z.string(),
      personId: z.string(),
      title: z.string(),
      hours: z.number().positive(),
      learnedOn: LondonDate,
    }),
  sample: {
    ...{ of: "recording", learnedId: "rec_01KAK3F0Q8J5W2M7X9B4C6D8EF", personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
    ...{ title: "Writing a memorandum of understanding", hours: 0.75, learnedOn: "2027-01-21" },
  },
});

export const certificateClaimed = /* @__PURE__ */ defineEvent({
  type: "training.certificate-claimed",
  version: 1,
  summary: "Somebody says that a certificate which came to their address under another name is theirs.",
  data: () => z.strictObject({ sessionId: z.string(), placeId: z.string(), personId: z.string() }),
  sample: { sessionId, placeId, personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});

export const feedbackGiven = /* @__PURE__ */ defineEvent({
  type: "training.feedback-given",
  version: 1,
  summary: "Somebody who was at a session said how it was, or changed what they had said. What they said is not told.",
  data: () => z.strictObject({ sessionId: z.string(), placeId: z.string() }),
  sample: { sessionId, placeId },
});
