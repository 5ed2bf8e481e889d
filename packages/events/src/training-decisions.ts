import { LondonDate } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import {
  ofBooking,
  ofEntry,
  PlaceFacts,
  SessionFacts,
  sampleBooking,
  sampleEntry,
  samplePlace,
  sampleSession,
  sessionId,
} from "./training-parts.ts";

/** When and where a session was to be before it moved. */
const Formerly = /* @__PURE__ */ z.lazy(() =>
  SessionFacts.unwrap().pick({ startsAtLocal: true, endsAtLocal: true, venue: true }),
);

const sampleMove = {
  session: { ...sampleSession, calendarSequence: 1 },
  formerly: { startsAtLocal: "2027-03-11T13:00", endsAtLocal: "2027-03-11T16:00" },
  freeCancellationUntil: "2027-02-12",
};

const ofMove = {
  /** As it is from now on. */
  session: SessionFacts,
  formerly: Formerly,
  /** Whoever booked before may cancel for all of the price up to this day. */
  freeCancellationUntil: LondonDate,
};

export const sessionRescheduled = /* @__PURE__ */ defineEvent({
  type: "training.session-rescheduled",
  version: 1,
  summary: "Staff moved a published session to another time or place. Every place at it stays booked.",
  data: () => z.strictObject(ofMove),
  sample: sampleMove,
});

export const sessionCancelled = /* @__PURE__ */ defineEvent({
  type: "training.session-cancelled",
  version: 1,
  summary: "Staff called a session off: its bookings end, what they cost is given back, nobody waits any more.",
  data: () => z.strictObject({ session: SessionFacts }),
  sample: { session: { ...sampleSession, calendarSequence: 1 } },
});

export const sessionWorkContinued = /* @__PURE__ */ defineEvent({
  type: "training.session-work-continued",
  version: 1,
  summary: "A page of the bookings of a session was dealt with, and the next one is due.",
  data: () => z.strictObject({ sessionId: z.string(), workId: z.string(), step: z.int().min(2) }),
  sample: { sessionId, workId: "reschedule-1", step: 2 },
});

export const bookingRescheduled = /* @__PURE__ */ defineEvent({
  type: "training.booking-rescheduled",
  version: 1,
  summary: "A session of a confirmed booking moved: its places stay, and its calendars are told.",
  data: () => z.strictObject({ ...ofBooking, ...ofMove, places: z.array(PlaceFacts).min(1) }),
  sample: { ...sampleBooking, ...sampleMove, places: [samplePlace] },
});

export const queueEntryClosed = /* @__PURE__ */ defineEvent({
  type: "training.queue-entry-closed",
  version: 1,
  summary: "Somebody waited for places of a session that is off.",
  data: () => z.strictObject({ ...ofEntry, session: SessionFacts }),
  sample: { ...sampleEntry, session: { ...sampleSession, calendarSequence: 1 } },
});
