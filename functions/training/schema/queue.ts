import { idOf } from "@alliance/core";
import * as z from "zod";
import { SessionId } from "./session.ts";
import { poolIds } from "./topics.ts";

/** Claimed, declined, expired and left are final: whoever wants to wait again joins again, at the end. */
const entryStatuses = ["waiting", "offered", "claimed", "declined", "expired", "left"] as const;
export type EntryStatus = (typeof entryStatuses)[number];

/** Somebody's place in the queue of a pool: one at a time for each person, session and pool. */
export const QueueEntry = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    entryId: idOf("wai"),
    sessionId: SessionId,
    poolId: z.enum(poolIds),
    bookedBy: idOf("per"),
    organisationId: idOf("org").optional(),
    organisationName: z.string(),
    places: z.int().min(1).max(30),
    /** All of them or none; else as many as there are. */
    all: z.boolean(),
    /** A lost booking waits before everybody else. */
    isFirst: z.boolean(),
    status: z.enum(entryStatuses),
    joinedAt: z.iso.datetime(),
    /** The booking that holds what was offered. */
    bookingId: idOf("bkg").optional(),
  }),
);
export type QueueEntry = z.infer<typeof QueueEntry>;

/** Lies in the queue while an entry waits, in its order: what an offer chooses among. */
export const Waiting = /* @__PURE__ */ z.lazy(() => QueueEntry.unwrap().omit({ status: true, bookingId: true }));
export type Waiting = z.infer<typeof Waiting>;

/** How many entries wait in each pool; whatever frees a seat relies on its version. */
export const Queue = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({ waiting: z.partialRecord(z.enum(poolIds), z.int().min(0)) }),
);
export type Queue = z.infer<typeof Queue>;

/** What somebody wants to wait for. */
export const Joining = /* @__PURE__ */ z.lazy(() =>
  QueueEntry.unwrap()
    .pick({ sessionId: true, poolId: true, places: true, all: true, organisationId: true })
    .extend({ organisationName: QueueEntry.unwrap().shape.organisationName.trim().min(1).max(200).optional() }),
);
export type Joining = z.infer<typeof Joining>;
