import * as z from "zod";

/** What a letter about a place may say of its session. The joining link is not among it: that is for delegates' eyes. */
export const SessionFacts = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: z.string(),
    title: z.string(),
    format: z.enum(["in-person", "online", "hybrid"]),
    /** As clocks in London show it: "2027-03-28T13:00". */
    startsAtLocal: z.string(),
    endsAtLocal: z.string(),
    /** The same as instants. */
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    venue: z.strictObject({ name: z.string(), addressLines: z.array(z.string()), postcode: z.string() }).optional(),
    /** SEQUENCE of its calendar entry. */
    calendarSequence: z.int().min(0),
  }),
);
export type SessionFacts = z.infer<typeof SessionFacts>;

/** Who a place is for: a person, or somebody who was named and has no account yet. */
export const Delegate = /* @__PURE__ */ z.lazy(() =>
  z.union([z.strictObject({ personId: z.string() }), z.strictObject({ contactId: z.string() })]),
);
export type Delegate = z.infer<typeof Delegate>;

/** A place of a booking as letters need it. */
export const PlaceFacts = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    placeId: z.string(),
    sessionId: z.string(),
    poolId: z.enum(["room", "online"]),
    /** Absent while the name is to follow. */
    delegate: Delegate.optional(),
  }),
);
export type PlaceFacts = z.infer<typeof PlaceFacts>;

/** In every event of a booking. */
export const ofBooking = {
  bookingId: z.string(),
  /** Absent for somebody who books for no organisation that we know. */
  organisationId: z.string().optional(),
  organisationName: z.string(),
  /** The person who booked: letters about the booking as a whole go to them. */
  bookedBy: z.string(),
};

/** In every event of a place in the queue. */
export const ofEntry = {
  entryId: z.string(),
  organisationId: z.string().optional(),
  organisationName: z.string(),
  /** Who waits: letters go to them. */
  bookedBy: z.string(),
};

export const bookingId = "bkg_01KAK3F0Q8J5W2M7X9B4C6D8EF";
export const sessionId = "ses_01KAK3F0Q8J5W2M7X9B4C6D8EF";
export const entryId = "wai_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const placeId = "plc_01KAK3F0Q8J5W2M7X9B4C6D8EF";
export const delegate = { contactId: "con_01KAK3F0Q8J5W2M7X9B4C6D8EF" };

const sampleWho = {
  organisationId: "org_01KAK3F0Q8J5W2M7X9B4C6D8EG",
  organisationName: "Harbour View Primary School",
  bookedBy: "per_01KAK3F0Q8J5W2M7X9B4C6D8EF",
};
export const sampleBooking = { bookingId, ...sampleWho };
export const sampleEntry = { entryId, ...sampleWho };

export const sampleSession: SessionFacts = {
  sessionId,
  title: "Evaluating a partnership: a practical afternoon",
  format: "in-person",
  startsAtLocal: "2027-03-18T13:00",
  endsAtLocal: "2027-03-18T16:00",
  startsAt: "2027-03-18T13:00:00.000Z",
  endsAt: "2027-03-18T16:00:00.000Z",
  venue: { name: "Harbour Hall", addressLines: ["Quay Street", "Seaham"], postcode: "SR7 0AA" },
  calendarSequence: 0,
};

export const samplePlace: PlaceFacts = { placeId, sessionId, poolId: "room", delegate };
