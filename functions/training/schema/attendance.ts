import * as z from "zod";
import { Delegate } from "./seat.ts";
import { poolIds } from "./topics.ts";

/** Late counts as there; the hours are the session's. */
export const marks = ["present", "late", "absent"] as const;
export type Mark = (typeof marks)[number];

export const wasThere = (mark: Mark | undefined): boolean => mark === "present" || mark === "late";

/** What the world was told of a place once the register was closed; as it was on the day, whatever changes later. */
export const Told = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    attended: z.boolean(),
    delegate: Delegate.optional(),
    organisationId: z.string().optional(),
    organisationName: z.string(),
    title: z.string(),
    /** In quarters. */
    hours: z.number().positive(),
    attendedOn: z.iso.date(),
  }),
);
export type Told = z.infer<typeof Told>;

/** Whether somebody was there: one item a place, so that two who mark different people never meet. */
export const Attendance = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: z.string(),
    placeId: z.string(),
    bookingId: z.string(),
    /** Absent while nobody was marked here and the register was closed. */
    mark: z.enum(marks).optional(),
    markedBy: z.string().optional(),
    /** When somebody tapped, which may be long before it reached us. */
    markedAt: z.iso.datetime().optional(),
    /** Ids of the last taps, so that one that is sent again changes nothing. */
    taps: z.array(z.string()),
    told: Told.optional(),
  }),
);
export type Attendance = z.infer<typeof Attendance>;

/** Of a session. There is none before somebody closes it. */
export const Register = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({ sessionId: z.string(), closedAt: z.iso.datetime(), closedBy: z.string() }),
);
export type Register = z.infer<typeof Register>;

/** Of a session that is over and had people booked, until somebody closes its register. */
export const OpenRegister = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: z.string(),
    endedAt: z.iso.datetime(),
    /** When whoever runs it is asked to close it: in the morning of a school day. */
    remindAt: z.iso.datetime(),
    remindedAt: z.iso.datetime().optional(),
  }),
);
export type OpenRegister = z.infer<typeof OpenRegister>;

/** Who runs a session, beside the alliance's own staff. */
export const Trainer = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({ sessionId: z.string(), personId: z.string(), namedAt: z.iso.datetime() }),
);
export type Trainer = z.infer<typeof Trainer>;

const TapId = z.string().regex(/^[\w-]{8,60}$/);

/** Taps on a register, as a browser sends them: `secondsAgo` is how long they waited for a connection. */
export const Marking = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    marks: z
      .array(
        z.strictObject({
          placeId: z.string().max(60),
          mark: z.enum(marks, "Choose present, late or absent"),
          tapId: TapId,
          secondsAgo: z.int().min(0).max(172_800),
        }),
      )
      .min(1)
      .max(25),
  }),
);
export type Marking = z.infer<typeof Marking>;

const who = () => ({
  name: z.string().trim().min(1, "Enter their name").max(200, "Use at most 200 characters"),
  email: z.email("Enter an email address, like name@school.org.uk").max(254),
});

/** Who is really on a place. */
export const AtTheDoor = /* @__PURE__ */ z.lazy(() => z.strictObject({ placeId: z.string().max(60), ...who() }));
export type AtTheDoor = z.infer<typeof AtTheDoor>;

/** Somebody who came without a booking. */
export const WalkIn = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    ...who(),
    organisationName: z.string().trim().min(1, "Enter the name of their school or organisation").max(200),
    poolId: z.enum(poolIds, "Choose how they take part"),
    purchaseOrderNumber: z.string().trim().min(1).max(50, "Use at most 50 characters").optional(),
    /** Why nobody is invoiced for a place that costs something. */
    noChargeBecause: z.string().trim().min(1).max(200, "Use at most 200 characters").optional(),
  }),
);
export type WalkIn = z.infer<typeof WalkIn>;
