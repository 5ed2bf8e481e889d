import type { Pattern, Table } from "@alliance/store";
import * as z from "zod";
import { hashOfEmail } from "./email-index.ts";
import { type Person, verifiedEmailsOf } from "./people.ts";

type Listed = Omit<Pattern, "limit">;

/** Where training lists what it knows of somebody: written there, read here for a subject access request. */
export const learningOf = {
  certificates: (holderId: string): Listed => ({ index: "gsi1", pk: `certificates#${holderId}`, descending: true }),
  appointments: (personId: string): Listed => ({
    ...{ index: "gsi1", pk: `person-appointments#${personId}`, descending: true },
  }),
  viewings: (personId: string): Listed => ({ pk: `person-viewing#${personId}` }),
  bookings: (personId: string): Listed => ({ index: "gsi1", pk: `person-bookings#${personId}`, descending: true }),
} as const;

/** What certificates that were sent to an address are listed under. */
export const holderOfEmail = (email: string): string => `email#${hashOfEmail(email)}`;

const plain = (name: string): string => name.trim().replace(/\s+/g, " ").toLowerCase();

/** Several people may use one address: only the name tells whose something was. */
export const isSameName = (a: string, b: string): boolean => plain(a) === plain(b);

const Certificate = z.looseObject({
  ...{ code: z.string(), sessionId: z.string(), placeId: z.string(), title: z.string(), attendedOn: z.string() },
  ...{ hours: z.number(), status: z.string(), printedName: z.string().optional() },
});
const Feedback = z.looseObject({ answers: z.record(z.string(), z.string()), givenAt: z.string() });
const Appointment = z.looseObject({
  ...{ appointmentId: z.string(), title: z.string(), startsAtLocal: z.string(), status: z.string() },
});
const Words = z.looseObject({ about: z.string() });
const Viewing = z.looseObject({ recordingId: z.string(), openedOn: z.string(), until: z.string() });
const Booking = z.looseObject({ bookingId: z.string(), organisationName: z.string(), madeAt: z.string() });

/** What training knows of a person by their account and their verified addresses. */
export interface Learning {
  readonly certificates: readonly z.infer<typeof Certificate>[];
  readonly feedback: readonly z.infer<typeof Feedback>[];
  readonly appointments: readonly (z.infer<typeof Appointment> & { readonly words?: z.infer<typeof Words> })[];
  readonly recordings: readonly z.infer<typeof Viewing>[];
  /** Those that they made for no organisation that we know; a school's are the school's. */
  readonly bookings: readonly z.infer<typeof Booking>[];
}

/** Of each kind the last hundred, what they wrote beside. */
export async function learningOfPerson(table: Table, person: Person): Promise<Learning> {
  const { personId } = person;
  const list = async <T>(pattern: Listed, schema: z.ZodType<T>): Promise<readonly T[]> =>
    (await table.query({ ...pattern, limit: 100 }, schema)).items.map(({ data }) => data);
  const [own, byAddress, appointments, recordings, bookings] = await Promise.all([
    list(learningOf.certificates(personId), Certificate),
    Promise.all(
      verifiedEmailsOf(person).map((email) => list(learningOf.certificates(holderOfEmail(email)), Certificate)),
    ),
    list(learningOf.appointments(personId), Appointment),
    list(learningOf.viewings(personId), Viewing),
    list(learningOf.bookings(personId), Booking),
  ]);
  const isTheirs = ({ printedName = "" }: Learning["certificates"][number]) => isSameName(printedName, person.name);
  const certificates = [...own, ...byAddress.flat().filter(isTheirs)];
  const [feedback, words] = await Promise.all([
    table.getMany(certificates.map(feedbackKeyOf), Feedback),
    table.getMany(appointments.map(wordsKeyOf), Words),
  ]);
  return {
    ...{ certificates, recordings, bookings },
    feedback: feedback.flatMap((stored) => (stored ? [stored.data] : [])),
    appointments: appointments.map((each, at) => {
      const written = words[at]?.data;
      return written ? { ...each, words: written } : each;
    }),
  };
}

/** What was said from the place that a certificate is of. */
export const feedbackKeyOf = ({ sessionId, placeId }: { readonly sessionId: string; readonly placeId: string }) => ({
  ...{ pk: `session#${sessionId}`, sk: `feedback#${placeId}` },
});

/** What was written about an appointment. */
export const wordsKeyOf = ({ appointmentId }: { readonly appointmentId: string }) => ({
  ...{ pk: `appointment#${appointmentId}`, sk: "words" },
});
