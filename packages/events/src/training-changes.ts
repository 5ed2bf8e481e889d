import { LondonDate, Pence } from "@alliance/core";
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

export const placesCancelled = /* @__PURE__ */ defineEvent({
  type: "training.places-cancelled",
  version: 1,
  summary: "Places of a confirmed booking were cancelled; what is credited for them is told, line by line.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      /** Tells one cancellation of a booking from another: finance makes one credit note for each. */
      cancellationId: z.string(),
      because: z.enum(["cancelled-by-booker", "cancelled-by-staff", "session-cancelled"]),
      cancelledOn: LondonDate,
      /** No place of the booking is left. */
      isWhole: z.boolean(),
      sessions: z.array(SessionFacts).min(1),
      places: z.array(PlaceFacts).min(1),
      /** How much of their price is given back, by the ladder of their session. */
      creditPercent: z.int().min(0).max(100),
      /** Lines of the order, the first is 1; net of VAT. None where nothing is given back. */
      lines: z.array(z.strictObject({ line: z.int().min(1), netPence: Pence })),
    }),
  sample: {
    ...sampleBooking,
    cancellationId: "can_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    because: "cancelled-by-booker",
    cancelledOn: "2027-02-26",
    isWhole: false,
    sessions: [sampleSession],
    places: [samplePlace],
    creditPercent: 50,
    lines: [{ line: 1, netPence: 4750 }],
  },
});

export const delegateChanged = /* @__PURE__ */ defineEvent({
  type: "training.delegate-changed",
  version: 1,
  summary: "A confirmed place is for somebody else now, or a name that was to follow came.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      session: SessionFacts,
      /** With who it is for now. */
      place: PlaceFacts,
      formerly: Delegate.optional(),
    }),
  sample: {
    ...sampleBooking,
    session: sampleSession,
    place: { ...samplePlace, delegate: { personId: "per_01KAK3F0Q8J5W2M7X9B4C6D8EG" } },
    formerly: delegate,
  },
});

export const placesTransferred = /* @__PURE__ */ defineEvent({
  type: "training.places-transferred",
  version: 1,
  summary: "Places of a confirmed booking moved from one session to another of the same price.",
  data: () =>
    z.strictObject({
      ...ofBooking,
      /** Tells one transfer from another. */
      transferId: z.string(),
      from: SessionFacts,
      to: SessionFacts,
      /** Each place as it was, and the place that took its stead. */
      moved: z.array(z.strictObject({ from: PlaceFacts, to: PlaceFacts })).min(1),
    }),
  sample: {
    ...sampleBooking,
    transferId: "tra_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    from: sampleSession,
    to: {
      ...{ ...sampleSession, sessionId: "ses_01KAK3F0Q8J5W2M7X9B4C6D8EG" },
      ...{ startsAtLocal: "2027-04-22T13:00", endsAtLocal: "2027-04-22T16:00" },
      ...{ startsAt: "2027-04-22T12:00:00.000Z", endsAt: "2027-04-22T15:00:00.000Z" },
    },
    moved: [
      {
        from: samplePlace,
        to: {
          ...samplePlace,
          placeId: "plc_01KAK3F0Q8J5W2M7X9B4C6D8EG",
          sessionId: "ses_01KAK3F0Q8J5W2M7X9B4C6D8EG",
        },
      },
    ],
  },
});

export const placesReleased = /* @__PURE__ */ defineEvent({
  type: "training.places-released",
  version: 1,
  summary: "Places of a session came free while people wait: they are kept for the queue.",
  data: () =>
    z.strictObject({
      sessionId: z.string(),
      /** Whose they were. */
      bookingId: z.string(),
      pools: z.array(z.strictObject({ poolId: z.enum(["room", "online"]), places: z.int().min(1) })).min(1),
    }),
  sample: { sessionId, bookingId, pools: [{ poolId: "room", places: 1 }] },
});
