import * as z from "zod";
import { SessionId } from "./session.ts";

export const workKinds = ["reschedule", "cancel", "week", "day-before", "joining", "message"] as const;
export type WorkKind = (typeof workKinds)[number];

/** How far something that concerns everybody at a session has come. Its version is the number of steps that were taken. */
export const Work = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    /** "reschedule-2": the kind, and what tells one such work of the session from another. */
    workId: z.string(),
    sessionId: SessionId,
    kind: z.enum(workKinds),
    begunAt: z.iso.datetime(),
    doneAt: z.iso.datetime().optional(),
    /** Where the next page of bookings begins. */
    cursor: z.string().optional(),
    /** Those that were dealt with so far, and the places at this session that they hold. */
    bookings: z.int().min(0),
    places: z.int().min(0),
  }),
);
export type Work = z.infer<typeof Work>;
