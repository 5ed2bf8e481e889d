import { idOf, Problem } from "@alliance/core";
import { openCursor, routesFor, sealCursor } from "@alliance/http";
import * as z from "zod";
import { BookingReply, bookingReply, OwnBookingReply, PlacedReply } from "./replies.ts";
import { Naming, Placing, Reservation } from "./schema/booking.ts";
import { Joining } from "./schema/queue.ts";
import type { TrainingServices } from "./services.ts";
import { joinQueue } from "./use-cases/join-queue.ts";
import { listBookings } from "./use-cases/list-bookings.ts";
import { nameDelegates } from "./use-cases/name-delegates.ts";
import { placeBooking } from "./use-cases/place-booking.ts";
import { readBooking } from "./use-cases/read-booking.ts";
import { type Reserved, reservePlaces } from "./use-cases/reserve-places.ts";
import { withdrawBooking } from "./use-cases/withdraw-booking.ts";

const { api } = routesFor<TrainingServices>();
const params = z.strictObject({ bookingId: idOf("bkg") });
const one = "/api/training/bookings/:bookingId" as const;

function assertHeld(reserved: Reserved): asserts reserved is Extract<Reserved, { outcome: "held" }> {
  if (reserved.outcome === "held") return;
  const { peopleWait, sessionId, poolId } = reserved;
  const why = peopleWait ? "Others wait for places that come free." : "No places are left.";
  throw new Problem(
    "conflict",
    `${why} Nothing was booked. To wait, POST {"sessionId":"${sessionId}","poolId":"${poolId}",…} to /api/training/queue.`,
  );
}

/** What bookers do, for programs: the same use-cases as the pages. */
export const bookingsApi = [
  api({
    method: "POST",
    path: "/api/training/bookings",
    summary: "Hold places for twenty minutes: all that are asked for or none. 409 where they are gone",
    access: "training.book",
    body: Reservation,
    idempotent: true,
    reply: { status: 201, description: "The booking, held until `holdUntil`", schema: BookingReply },
    handle: async ({ ctx, body }) => {
      const reserved = await reservePlaces(ctx, body);
      assertHeld(reserved);
      return bookingReply(reserved.booking);
    },
  }),
  api({
    method: "GET",
    path: "/api/training/bookings",
    summary: "Bookings of an organisation of yours, or your own without one; newest first",
    access: "training.book",
    query: z.strictObject({
      organisationId: idOf("org").optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
      cursor: z.string().max(2_000).optional(),
    }),
    reply: {
      status: 200,
      description: "A page; `next` leads on",
      schema: z.object({ bookings: z.array(BookingReply), next: z.string().optional() }),
    },
    handle: async ({ ctx, services, query: { cursor, ...page } }) => {
      const { cursorSecret } = services;
      const read = await listBookings(ctx, {
        ...page,
        ...(cursor ? { cursor: openCursor(cursor, cursorSecret) } : {}),
      });
      return {
        bookings: read.bookings.map(({ booking }) => bookingReply(booking)),
        ...(read.cursor ? { next: sealCursor(read.cursor, cursorSecret) } : {}),
      };
    },
  }),
  api({
    method: "GET",
    path: one,
    summary: "A booking of your own",
    access: "training.book",
    params,
    reply: { status: 200, description: "The booking, and what is credited today", schema: OwnBookingReply },
    handle: async ({ ctx, params: { bookingId } }) => {
      const { booking, creditPercents } = await readBooking(ctx, bookingId);
      const percents = [...creditPercents].map(([sessionId, creditPercent]) => ({ sessionId, creditPercent }));
      return { ...bookingReply(booking), creditPercents: percents };
    },
  }),
  api({
    method: "POST",
    path: `${one}/delegates`,
    summary: "Say who comes, place by place, before the booking is confirmed and after",
    access: "training.book",
    params,
    body: Naming.unwrap().omit({ bookingId: true }),
    reply: { status: 200, description: "The booking as it is now", schema: BookingReply },
    handle: async ({ ctx, params: { bookingId }, body }) =>
      bookingReply(await nameDelegates(ctx, { ...body, bookingId })),
  }),
  api({
    method: "POST",
    path: `${one}/placement`,
    summary:
      "Book what is held: by invoice with a purchase order number, which confirms it, or by card, which `next` leads on to",
    access: "training.book",
    params,
    body: Placing.unwrap().omit({ bookingId: true }),
    idempotent: true,
    reply: { status: 200, description: "The booking as it is now", schema: PlacedReply },
    handle: async ({ ctx, params: { bookingId }, body }) => {
      const { outcome, booking } = await placeBooking(ctx, { ...body, bookingId });
      return { ...bookingReply(booking), ...(outcome === "awaiting-payment" ? { next: `/pay/${bookingId}` } : {}) };
    },
  }),
  api({
    method: "POST",
    path: `${one}/withdrawal`,
    summary: "Let go of places that are held or wait for their payment",
    access: "training.book",
    params,
    reply: { status: 200, description: "The booking as it is now", schema: BookingReply },
    handle: async ({ ctx, params: { bookingId } }) => {
      await withdrawBooking(ctx, bookingId);
      return bookingReply((await readBooking(ctx, bookingId)).booking);
    },
  }),
  api({
    method: "POST",
    path: "/api/training/queue",
    summary: "Wait for places of a session that is full: an offer comes by e-mail",
    access: "training.book",
    body: Joining,
    idempotent: true,
    reply: {
      status: 201,
      description: "Your entry in the queue",
      schema: z.object({ entryId: idOf("wai"), status: z.string() }),
    },
    handle: async ({ ctx, body }) => {
      const { entryId, status } = (await joinQueue(ctx, body)).entry;
      return { entryId, status };
    },
  }),
];
