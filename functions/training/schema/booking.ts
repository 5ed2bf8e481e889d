import { idOf, Pence } from "@alliance/core";
import * as z from "zod";
import { DiscountCode } from "./discount.ts";
import { Delegate } from "./seat.ts";
import { SessionId, vatKinds } from "./session.ts";
import { poolIds } from "./topics.ts";

/** What it came to is final but for two: late money may confirm what had ended, and what is confirmed may be cancelled. */
const bookingStatuses = [
  "held",
  "awaiting-approval",
  "awaiting-payment",
  "confirmed",
  "cancelled",
  "expired",
  "withdrawn",
  "declined",
  "lost",
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

/** While it is one of these its seats are its own. */
export const isLive = (status: BookingStatus): boolean => isRunning(status) || status === "confirmed";
/** Its time runs. */
export const isRunning = (status: BookingStatus): boolean =>
  status === "held" || status === "awaiting-approval" || status === "awaiting-payment";

/** One place at one session. Seats are numbers; the keys they stand for are in keys/seat.ts. */
export const Place = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    placeId: z.string(),
    sessionId: SessionId,
    poolId: z.enum(poolIds),
    seat: z.int().positive(),
    /** Of its school's quota. */
    quotaSeat: z.int().positive().optional(),
    /** Of what comes with its membership: then it costs nothing. */
    allowanceSeat: z.int().positive().optional(),
    /** Of the places that can be had with a discount. */
    discountUse: z.int().positive().optional(),
    /** Net of VAT, as it was decided when the place was taken. */
    netPence: Pence,
    delegate: Delegate.optional(),
    /** Of one that came from another session: the line of the order that it was invoiced on. */
    orderLine: z.int().positive().optional(),
    /** When that one came; others were taken when the booking was made. */
    takenAt: z.iso.datetime().optional(),
    /** Only of a place that is not the booking's any more. */
    cancelledAt: z.iso.datetime().optional(),
  }),
);
export type Place = z.infer<typeof Place>;

/** Why a session costs this booking what it does: decided once, for the session's day, and never again in silence. */
export const PriceDecision = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    sessionId: SessionId,
    /** The day it was decided for: the session's. */
    on: z.iso.date(),
    listNetPence: Pence,
    unitNetPence: Pence,
    /** Of the membership that decided; absent where none did. */
    membershipId: z.string().optional(),
    benefitId: z.string(),
    reason: z.string(),
    /** Where places come with the membership and some of these are paid for all the same: why. */
    included: z.enum(["kept", "used-up"]).optional(),
    /** Of places that were booked with one: "Autumn offer: 10% off". */
    discount: z.strictObject({ code: z.string(), words: z.string() }).optional(),
    vat: z.strictObject({ treatment: z.enum(vatKinds), note: z.string().optional() }),
  }),
);
export type PriceDecision = z.infer<typeof PriceDecision>;

const Approval = () =>
  z.strictObject({
    approver: idOf("per"),
    askedAt: z.iso.datetime(),
    remindedAt: z.iso.datetime().optional(),
    payment: z.enum(["card", "invoice"]),
    billTo: z.strictObject({ name: z.string(), addressLines: z.array(z.string()) }),
    financeContactId: idOf("con").optional(),
    /** Why not, of one that was declined. */
    reason: z.string().max(300).optional(),
  });

export const Booking = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    bookingId: idOf("bkg"),
    organisationId: idOf("org").optional(),
    organisationName: z.string(),
    bookedBy: idOf("per"),
    status: z.enum(bookingStatuses),
    madeAt: z.iso.datetime(),
    /** While its time runs: when it ends by itself. */
    holdUntil: z.iso.datetime().optional(),
    places: z.array(Place).min(1),
    prices: z.array(PriceDecision).min(1),
    /** Of an offer from the queue. */
    entryId: z.string().optional(),
    payment: z.enum(["card", "invoice", "free"]).optional(),
    purchaseOrderNumber: z.string().optional(),
    invoiceId: z.string().optional(),
    /** Of one that needed a yes inside its school: who was asked, and how it is to be paid. */
    approval: Approval().optional(),
    /** Of somebody who came without one: whoever let them in has nothing else to do with it. */
    atTheDoor: z.literal(true).optional(),
    /** Of somebody who came without a booking to a session that costs something. */
    noChargeBecause: z.string().optional(),
  }),
);
export type Booking = z.infer<typeof Booking>;

export const isBookedBy = ({ bookedBy, atTheDoor }: Pick<Booking, "bookedBy" | "atTheDoor">, personId: string) =>
  bookedBy === personId && atTheDoor === undefined;

export const placesOf = ({ places }: Pick<Booking, "places">): readonly Place[] =>
  places.filter(({ cancelledAt }) => cancelledAt === undefined);

export const sessionIdsOf = ({ places }: Pick<Booking, "places">): readonly string[] => [
  ...new Set(places.map(({ sessionId }) => sessionId)),
];

export const netPenceOf = (booking: Pick<Booking, "places">): Pence =>
  placesOf(booking).reduce((sum, { netPence }) => sum + netPence, 0);

const count = () =>
  z.int("Enter how many places").min(1, "Book at least one place").max(30, "A booking is of at most 30 places");

/** What somebody wants to hold, and the price that they were shown. */
export const Reservation = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    wishes: z
      .array(z.strictObject({ sessionId: SessionId, poolId: z.enum(poolIds), places: count() }))
      .min(1)
      .max(24, "A booking is of at most 24 dates")
      .refine(
        (wishes) => new Set(wishes.map(({ sessionId, poolId }) => `${sessionId}#${poolId}`)).size === wishes.length,
        "Name each session once",
      ),
    organisationId: idOf("org").optional(),
    /** Of somebody who books for none that we know. */
    organisationName: z.string().trim().min(1, "Enter the name of your organisation").max(200).optional(),
    /** Places that come with the membership are used up first, unless they are to be kept for another day. */
    useIncluded: z.boolean(),
    /** As it is written on letters; it comes off what was shown. */
    discount: DiscountCode.optional(),
    shownNetPence: Pence,
  }),
);
export type Reservation = z.infer<typeof Reservation>;

/** How a held booking is paid, and what its invoice says. */
export const Placing = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    bookingId: idOf("bkg"),
    payment: z.enum(["card", "invoice"]),
    purchaseOrderNumber: z.string().trim().min(1).max(50, "Use at most 50 characters").optional(),
    billTo: z.strictObject({
      name: z.string().trim().min(1, "Enter who pays").max(200),
      addressLines: z.array(z.string().trim().min(1).max(120)).max(8),
    }),
    financeContactId: idOf("con").optional(),
    shownNetPence: Pence,
  }),
);
export type Placing = z.infer<typeof Placing>;

const Who = () =>
  z.union([
    z.literal("me"),
    z.literal("to-follow"),
    /** Of a colleague with an account. */
    z.strictObject({ personId: idOf("per") }),
    z.strictObject({
      name: z.string().trim().min(1, "Enter their name").max(200, "Use at most 200 characters"),
      email: z.email("Enter an e-mail address, like name@school.org.uk").max(254),
    }),
  ]);

/** Who comes, place by place; a place that is not named here stays as it is. */
export const Naming = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    bookingId: idOf("bkg"),
    delegates: z
      .array(z.strictObject({ placeId: z.string(), who: Who() }))
      .min(1)

      .max(30)
      .refine((all) => new Set(all.map(({ placeId }) => placeId)).size === all.length, "Name each place once"),
  }),
);
export type Naming = z.infer<typeof Naming>;
