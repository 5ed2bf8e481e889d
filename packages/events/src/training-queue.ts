import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { bookingId, ofEntry, SessionFacts, sampleEntry, sampleSession } from "./training-parts.ts";

export const queueJoined = /* @__PURE__ */ defineEvent({
  type: "training.queue-joined",
  version: 1,
  summary: "Somebody waits for places of a session that is full.",
  data: () =>
    z.strictObject({
      ...ofEntry,
      session: SessionFacts,
      poolId: z.enum(["room", "online"]),
      places: z.int().min(1),
      /** All of them or none; else as many as there are. */
      all: z.boolean(),
      /** Their booking was lost: they wait at the head. */
      isFirst: z.boolean(),
    }),
  sample: { ...sampleEntry, session: sampleSession, poolId: "room", places: 2, all: true, isFirst: false },
});

export const queueLeft = /* @__PURE__ */ defineEvent({
  type: "training.queue-left",
  version: 1,
  summary: "Somebody does not wait any more.",
  data: () => z.strictObject({ ...ofEntry, sessionId: z.string(), poolId: z.enum(["room", "online"]) }),
  sample: { ...sampleEntry, sessionId: sampleSession.sessionId, poolId: "room" },
});

export const placeOffered = /* @__PURE__ */ defineEvent({
  type: "training.place-offered",
  version: 1,
  summary: "Somebody who waited is offered places: a booking holds them until an hour of a school's working day.",
  data: () =>
    z.strictObject({
      ...ofEntry,
      /** The booking that holds them: it is opened, filled in and placed like any other. */
      bookingId: z.string(),
      session: SessionFacts,
      poolId: z.enum(["room", "online"]),
      places: z.int().min(1),
      /** What they had asked for. */
      wanted: z.int().min(1),
      holdUntil: z.iso.datetime(),
    }),
  sample: {
    ...sampleEntry,
    bookingId,
    session: sampleSession,
    ...{ poolId: "room", places: 2, wanted: 2, holdUntil: "2027-03-11T15:00:00.000Z" },
  },
});
