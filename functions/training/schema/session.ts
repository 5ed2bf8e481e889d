import { idOf, LondonDateTime, Pence } from "@alliance/core";
import * as z from "zod";
import { formats, kinds, phases, poolIds, poolsOf, regions, subjects } from "./topics.ts";

export const SessionId = /* @__PURE__ */ z.lazy(() => idOf("ses"));
export const SeriesId = /* @__PURE__ */ z.lazy(() => idOf("srs"));

/** As lines of an order say it. */
export const vatKinds = ["standard", "zero", "exempt", "outside"] as const;
export type VatKind = (typeof vatKinds)[number];

const price = () => Pence.min(0, "A price is not negative").max(1_000_000, "A price is at most £10,000");

/** So many whole days in London before the session, and what of the price is credited to who cancels until then. */
const CancellationStep = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    daysBefore: z.int().min(0, "Days are not negative").max(365, "At most 365 days before"),
    creditPercent: z.int().min(0, "From 0 to 100%").max(100, "From 0 to 100%"),
  }),
);

/** The longest notice first; what the last step does not reach is credited nothing. */
export const CancellationLadder = /* @__PURE__ */ z.lazy(() =>
  z
    .array(CancellationStep)
    .max(6)
    .refine(
      (steps) =>
        steps.every((step, at) => {
          const before = steps[at - 1];
          return (
            before === undefined || (step.daysBefore < before.daysBefore && step.creditPercent < before.creditPercent)
          );
        }),
      "Each line is for fewer days before, and a lower credit, than the line above it",
    ),
);
export type CancellationLadder = z.infer<typeof CancellationLadder>;

export const words = (most: number, message: string) =>
  z.string().trim().min(1, message).max(most, `Use at most ${most} characters`);

export const Venue = () =>
  z.strictObject({
    name: words(120, "Enter the name of the venue"),
    addressLines: z.array(z.string().trim().min(1).max(120)).min(1, "Enter the address").max(5, "At most five lines"),
    postcode: words(10, "Enter the postcode"),
    /** How to get in, where to park: for delegates only. */
    instructions: z.string().trim().max(1_000, "Use at most 1,000 characters").optional(),
  });

/** For delegates only, all of it. */
export const Online = () =>
  z.strictObject({
    link: z
      .url({ protocol: /^https$/, error: "Enter a link that begins with https://" })
      .max(500)
      .optional(),
    instructions: z.string().trim().max(1_000, "Use at most 1,000 characters").optional(),
  });

const Pool = () =>
  z.strictObject({
    poolId: z.enum(poolIds),
    capacity: z
      .int("Enter how many places there are")
      .min(1, "There is at least one place")
      .max(5_000, "There are at most 5,000 places"),
  });

const content = () => ({
  kind: z.enum(kinds, "Choose what it is"),
  title: z.string().trim().min(5, "Enter a title").max(120, "A title has at most 120 characters"),
  summary: z.string().trim().min(10, "Say in a sentence what it is about").max(300, "Use at most 300 characters"),
  /** Paragraphs, with an empty line between them. */
  description: z.string().trim().max(5_000, "Use at most 5,000 characters"),
  subjects: z.array(z.enum(subjects)).min(1, "Choose at least one subject").max(5, "Choose at most five subjects"),
  phases: z.array(z.enum(phases)).min(1, "Choose at least one phase"),
  /** Absent where it matters to no region: online, national. */
  region: z.enum(regions).optional(),
  format: z.enum(formats, "Choose where it takes place"),
  venue: Venue().optional(),
  online: Online().optional(),
  startsAtLocal: LondonDateTime,
  endsAtLocal: LondonDateTime,
  bookingClosesAtLocal: LondonDateTime,
  pools: z.array(Pool()).min(1).max(2),
  perSchoolQuota: z.int().min(1, "At least one place a school").max(500).optional(),
  /** Net of VAT, a place. `memberNetPence` absent: the list price less what the membership takes off it. */
  price: z.strictObject({ listNetPence: price(), memberNetPence: price().optional() }),
  vat: z.strictObject({
    treatment: z.enum(vatKinds, "Choose the VAT"),
    note: z.string().trim().min(1).max(200).optional(),
  }),
  maxPlacesABooking: z.int().min(1, "At least one place").max(30, "A booking is of at most 30 places"),
  cancellationLadder: CancellationLadder,
  noShowFeePence: price().min(100, "A fee is at least £1").optional(),
});

interface Times {
  readonly startsAtLocal: string;
  readonly endsAtLocal: string;
  readonly bookingClosesAtLocal: string;
}

type Issue = (message: string, ...path: (string | number)[]) => void;

function checkTimes(times: Times, issue: Issue): void {
  if (times.endsAtLocal <= times.startsAtLocal) issue("The end is after the beginning", "endsAtLocal");
  if (times.bookingClosesAtLocal > times.endsAtLocal) issue("Booking closes before the end", "bookingClosesAtLocal");
}

/** What staff say about a session and may change; everything else about it is the house's. */
export const SessionContent = /* @__PURE__ */ z.lazy(() =>
  z.strictObject(content()).superRefine((session, ctx) => {
    const issue: Issue = (message, ...path) => ctx.addIssue({ code: "custom", message, path });
    checkTimes(session, issue);
    const wanted: readonly string[] = poolsOf[session.format];
    const given = session.pools.map(({ poolId }) => poolId);
    if (given.length !== wanted.length || given.some((poolId, at) => poolId !== wanted[at])) {
      issue("Say how many places there are", "pools");
    }
    if (wanted.includes("room") !== (session.venue !== undefined)) issue("Say where it takes place", "venue");
    if (!wanted.includes("online") && session.online) issue("Nobody joins this session online", "online");
    if (wanted.includes("room") && session.region === undefined) issue("Choose the region it takes place in", "region");
    const { listNetPence, memberNetPence } = session.price;
    if (memberNetPence !== undefined && memberNetPence > listNetPence) {
      issue("Members do not pay more than others", "price", "memberNetPence");
    }
  }),
);
export type SessionContent = z.infer<typeof SessionContent>;

/** Published are those that are still to come; once over they are completed, and leave the catalogue. */
export const sessionStatuses = ["draft", "scheduled", "published", "cancelled", "completed"] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** The last time that its time or place moved after people had booked. */
const Rescheduled = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    at: z.iso.datetime(),
    /** In staff's words. */
    reason: z.string(),
    formerly: z.strictObject({ startsAtLocal: z.string(), endsAtLocal: z.string(), venue: Venue().optional() }),
    /** Whoever booked before may cancel for all of the price up to this day in London. */
    freeCancellationUntil: z.iso.date(),
  }),
);

export const Session = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: SessionId,
    seriesId: SeriesId.optional(),
    ...content(),
    /** The same times as instants. */
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    bookingClosesAt: z.iso.datetime(),
    status: z.enum(sessionStatuses),
    /** Of a scheduled one: when it is published by itself. */
    publishAt: z.iso.datetime().optional(),
    publishedAt: z.iso.datetime().optional(),
    /** Counts what a calendar must be told: its time, its place, that it is off. */
    calendarSequence: z.int().min(0),
    rescheduled: Rescheduled.optional(),
    /** Why it is off, in staff's words. */
    cancelled: z.strictObject({ at: z.iso.datetime(), reason: z.string() }).optional(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  }),
);
export type Session = z.infer<typeof Session>;

const listed = {
  sessionId: true,
  seriesId: true,
  kind: true,
  title: true,
  summary: true,
  subjects: true,
  phases: true,
  region: true,
  format: true,
  startsAtLocal: true,
  endsAtLocal: true,
  startsAt: true,
  endsAt: true,
  bookingClosesAt: true,
  pools: true,
  price: true,
  vat: true,
  status: true,
  publishAt: true,
  calendarSequence: true,
  changedAt: true,
} as const;

/** What lists show of a session: the small part of it, written in the same commit. */
export const Listing = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    ...Session.unwrap().pick(listed).shape,
    /** The venue's name and postcode. */
    place: z.string().optional(),
  }),
);
export type Listing = z.infer<typeof Listing>;

export const listingOf = (session: Session): Listing => ({
  ...(Object.fromEntries(Object.entries(session).filter(([name]) => name in listed)) as Omit<Listing, "place">),
  ...(session.venue ? { place: `${session.venue.name}, ${session.venue.postcode}` } : {}),
});
