import { LondonDate } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import {
  bookingId,
  Delegate,
  delegate,
  ofBooking,
  PlaceFacts,
  SessionFacts,
  sampleBooking,
  samplePlace,
  sampleSession,
  sessionId,
} from "./training-parts.ts";

/** Whose attendance it is about; neither a name nor an address. */
const ofPlace = {
  sessionId: z.string(),
  placeId: z.string(),
  bookingId: z.string(),
  /** Absent where nobody was named for the place. */
  delegate: Delegate.optional(),
  organisationId: z.string().optional(),
  /** In quarters: what it counts for in a record of professional development. */
  hours: z.number().positive(),
  /** The session's first day. */
  attendedOn: LondonDate,
};
const samplePlaceAttended = {
  ...{ sessionId, placeId: samplePlace.placeId, bookingId, delegate },
  ...{ organisationId: sampleBooking.organisationId, hours: 3, attendedOn: "2027-03-18" },
};

export const registerClosed = /* @__PURE__ */ defineEvent({
  type: "training.register-closed",
  version: 1,
  summary: "The register of a session was closed: who was not marked was not there. Once a session.",
  data: () => z.strictObject({ sessionId: z.string() }),
  sample: { sessionId },
});

export const registerLeftOpen = /* @__PURE__ */ defineEvent({
  type: "training.register-left-open",
  version: 1,
  summary: "A session is over and nobody closed its register: nobody who came has a certificate yet. Once a session.",
  data: () =>
    z.strictObject({
      session: SessionFacts,
      /** Who is asked to close it, by their ids: whoever runs the session, or who built it. */
      askedOf: z.array(z.string()).min(1).max(20),
    }),
  sample: { session: sampleSession, askedOf: ["per_01KAK3F0Q8J5W2M7X9B4C6D8EF"] },
});

export const sessionAttended = /* @__PURE__ */ defineEvent({
  type: "training.session-attended",
  version: 1,
  summary: "Somebody was at a session. Once a place, unless it was taken back in between.",
  data: () => z.strictObject(ofPlace),
  sample: samplePlaceAttended,
});

export const attendanceCorrected = /* @__PURE__ */ defineEvent({
  type: "training.attendance-corrected",
  version: 1,
  summary: "Takes back what was said before: they were not at the session, or somebody else was on that place.",
  data: () => z.strictObject(ofPlace),
  sample: samplePlaceAttended,
});

export const walkInAdmitted = /* @__PURE__ */ defineEvent({
  type: "training.walk-in-admitted",
  version: 1,
  summary: "Somebody came without a booking and was given a free place at the door.",
  data: () => z.strictObject({ ...ofBooking, session: SessionFacts, place: PlaceFacts }),
  sample: { ...sampleBooking, session: sampleSession, place: samplePlace },
});

export const trainerNamed = /* @__PURE__ */ defineEvent({
  type: "training.trainer-named",
  version: 1,
  summary: "Somebody runs a session: they see who comes, and mark the register.",
  data: () => z.strictObject({ sessionId: z.string(), personId: z.string() }),
  sample: { sessionId, personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});

export const trainerRemoved = /* @__PURE__ */ defineEvent({
  type: "training.trainer-removed",
  version: 1,
  summary: "Somebody does not run a session any more, and does not see who comes.",
  data: () => z.strictObject({ sessionId: z.string(), personId: z.string() }),
  sample: { sessionId, personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});
