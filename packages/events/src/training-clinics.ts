import { LondonDate } from "@alliance/core";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { Delegate } from "./training-parts.ts";

/** An appointment as letters and calendars need it. What somebody wants to talk about is not among it, nor is the link. */
const AppointmentFacts = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    appointmentId: z.string(),
    clinicId: z.string(),
    title: z.string(),
    format: z.enum(["in-person", "online"]),
    /** As clocks in London show it: "2027-01-20T15:45". */
    startsAtLocal: z.string(),
    endsAtLocal: z.string(),
    /** The same as instants. */
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    venue: z.strictObject({ name: z.string(), addressLines: z.array(z.string()), postcode: z.string() }).optional(),
    /** SEQUENCE of its calendar entry. */
    calendarSequence: z.int().min(0),
    /** Whom somebody talks to. */
    expert: Delegate,
    /** Who of the alliance answers requests: the expert, or whoever looks after the clinic for them. */
    answeredBy: z.string(),
    /** Who asked: letters go to them. */
    requestedBy: z.string(),
    organisationId: z.string().optional(),
    organisationName: z.string(),
    /** How many come, whoever asked included. */
    people: z.int().min(1),
  }),
);
export type AppointmentFacts = z.infer<typeof AppointmentFacts>;

const clinicId = "cli_01KAK3F0Q8J5W2M7X9B4C6D8EF";

const sampleAppointment: AppointmentFacts = {
  appointmentId: "apt_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  clinicId,
  title: "Evaluation clinic",
  format: "online",
  startsAtLocal: "2027-01-20T15:45",
  endsAtLocal: "2027-01-20T16:15",
  startsAt: "2027-01-20T15:45:00.000Z",
  endsAt: "2027-01-20T16:15:00.000Z",
  calendarSequence: 0,
  expert: { contactId: "con_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
  answeredBy: "per_01KAK3F0Q8J5W2M7X9B4C6D8ST",
  requestedBy: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8EG",
  organisationName: "Harbour View Primary School",
  people: 2,
};

export const clinicOpened = /* @__PURE__ */ defineEvent({
  type: "training.clinic-opened",
  version: 1,
  summary: "A clinic is in the catalogue: its free times can be asked for.",
  data: () => z.strictObject({ clinicId: z.string(), title: z.string() }),
  sample: { clinicId, title: "Evaluation clinic" },
});

export const clinicRequested = /* @__PURE__ */ defineEvent({
  type: "training.clinic-requested",
  version: 1,
  summary:
    "Somebody asks for a time with an expert: it is theirs until it is answered, or until the time to answer ends.",
  data: () => z.strictObject({ appointment: AppointmentFacts, answerBy: z.iso.datetime() }),
  sample: { appointment: sampleAppointment, answerBy: "2027-01-15T12:00:00.000Z" },
});

export const clinicConfirmed = /* @__PURE__ */ defineEvent({
  type: "training.clinic-confirmed",
  version: 1,
  summary: "A time with an expert is agreed.",
  data: () => z.strictObject({ appointment: AppointmentFacts }),
  sample: { appointment: sampleAppointment },
});

export const clinicDeclined = /* @__PURE__ */ defineEvent({
  type: "training.clinic-declined",
  version: 1,
  summary: "A request for a time with an expert came to nothing: declined, or not answered in time.",
  data: () => z.strictObject({ appointment: AppointmentFacts, because: z.enum(["declined", "not-answered"]) }),
  sample: { appointment: sampleAppointment, because: "declined" },
});

export const clinicMoved = /* @__PURE__ */ defineEvent({
  type: "training.clinic-moved",
  version: 1,
  summary: "A time with an expert is another one now.",
  data: () =>
    z.strictObject({
      /** As it is from now on. */
      appointment: AppointmentFacts,
      formerly: z.strictObject({ startsAtLocal: z.string(), endsAtLocal: z.string() }),
      by: z.enum(["member", "expert"]),
      /** It was in calendars. */
      wasConfirmed: z.boolean(),
      /** The new time waits for an answer until then; absent where it is agreed. */
      answerBy: z.iso.datetime().optional(),
    }),
  sample: {
    appointment: { ...sampleAppointment, calendarSequence: 1 },
    formerly: { startsAtLocal: "2027-01-19T15:45", endsAtLocal: "2027-01-19T16:15" },
    ...{ by: "expert", wasConfirmed: true },
  },
});

export const clinicCancelled = /* @__PURE__ */ defineEvent({
  type: "training.clinic-cancelled",
  version: 1,
  summary: "A time with an expert, or the request for one, was given up.",
  data: () =>
    z.strictObject({ appointment: AppointmentFacts, by: z.enum(["member", "expert"]), wasConfirmed: z.boolean() }),
  sample: { appointment: { ...sampleAppointment, calendarSequence: 1 }, by: "member", wasConfirmed: true },
});

const attended = {
  appointmentId: z.string(),
  clinicId: z.string(),
  title: z.string(),
  personId: z.string(),
  organisationId: z.string().optional(),
  minutes: z.int().min(1),
  attendedOn: LondonDate,
};
const sampleAttended = {
  appointmentId: sampleAppointment.appointmentId,
  clinicId,
  title: sampleAppointment.title,
  personId: sampleAppointment.requestedBy,
  organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8EG",
  minutes: 30,
  attendedOn: "2027-01-20",
};

export const clinicAttended = /* @__PURE__ */ defineEvent({
  type: "training.clinic-attended",
  version: 1,
  summary: "Somebody talked to an expert: it counts as their professional development.",
  data: () => z.strictObject(attended),
  sample: sampleAttended,
});

export const clinicAttendanceCorrected = /* @__PURE__ */ defineEvent({
  type: "training.clinic-attendance-corrected",
  version: 1,
  summary: "Takes back what was said before: nobody came to talk to the expert, so it counts as nothing.",
  data: () => z.strictObject(attended),
  sample: sampleAttended,
});
