import { idOf } from "@alliance/core";
import * as z from "zod";
import { ClinicId } from "./clinic.ts";
import { Delegate } from "./seat.ts";

export const AppointmentId = /* @__PURE__ */ z.lazy(() => idOf("apt"));

/** Over: its time has passed, and staff may say whether anybody came. The last three are for good. */
const appointmentStatuses = ["requested", "confirmed", "over", "declined", "not-answered", "cancelled"] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];

/** Its time is its own. */
export const isLive = (status: AppointmentStatus): boolean => status === "requested" || status === "confirmed";

/** A time with an expert that somebody asked for, as it was offered then: a later change of the clinic changes nothing. */
export const Appointment = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    appointmentId: AppointmentId,
    clinicId: ClinicId,
    title: z.string(),
    expert: Delegate,
    answeredBy: idOf("per"),
    format: z.enum(["in-person", "online"]),
    venue: z.strictObject({ name: z.string(), addressLines: z.array(z.string()), postcode: z.string() }).optional(),
    startsAtLocal: z.string(),
    endsAtLocal: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    /** When the expert can begin with somebody else. */
    freeAgainAt: z.iso.datetime(),
    status: z.enum(appointmentStatuses),
    requestedBy: idOf("per"),
    organisationId: idOf("org").optional(),
    organisationName: z.string(),
    people: z.int().min(1),
    requestedAt: z.iso.datetime(),
    /** Of a request: nobody answered until then, and the time is free again. */
    answerBy: z.iso.datetime().optional(),
    /** Of one that was cancelled. */
    cancelledBy: z.enum(["member", "expert"]).optional(),
    /** Of one that is over: whether somebody came; absent until staff say so. */
    attended: z.boolean().optional(),
    calendarSequence: z.int().min(0),
  }),
);
export type Appointment = z.infer<typeof Appointment>;

/** What the two write to each other. Personal data: in no event, and gone a month after the time. */
export const AppointmentWords = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    about: z.string(),
    /** Names of colleagues who come too. */
    colleagues: z.string().optional(),
    /** Why it was declined or moved. */
    reply: z.string().optional(),
    keptUntil: z.iso.datetime(),
  }),
);
export type AppointmentWords = z.infer<typeof AppointmentWords>;

/** A step of an expert's time, claimed by its key. */
export const BusyStep = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({ appointmentId: AppointmentId, startsAt: z.iso.datetime(), freeAgainAt: z.iso.datetime() }),
);
export type BusyStep = z.infer<typeof BusyStep>;

/** One live appointment a person and clinic: who asks again meets their own. */
export const OwnTime = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({ appointmentId: AppointmentId, endsAt: z.iso.datetime() }),
);

const text = (most: number) => z.string().trim().max(most, `Use at most ${most} characters`);

/** What somebody asks for. */
export const SlotRequest = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    clinicId: ClinicId,
    startsAt: z.iso.datetime(),
    organisationId: idOf("org").optional(),
    organisationName: z.string().trim().min(1, "Enter the name of your organisation").max(200).optional(),
    people: z.int("Enter how many of you come").min(1, "At least one of you comes").max(12, "At most twelve come"),
    about: text(2_000).min(10, "Say in a sentence or two what you want to talk about"),
    colleagues: text(500).optional(),
  }),
);
export type SlotRequest = z.infer<typeof SlotRequest>;
