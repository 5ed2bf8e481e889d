import { idOf } from "@alliance/core";
import * as z from "zod";
import { type Booking, netPenceOf, placesOf } from "./schema/booking.ts";
import { formats, kinds, poolIds } from "./schema/topics.ts";
import type { PoolLeft } from "./sessions/availability.ts";
import type { Offered } from "./use-cases/read-offers.ts";

const Pence = () => z.int().min(0);

/** A session as the catalogue shows it; times as clocks in London show them. */
export const CatalogueEntry = z.object({
  sessionId: idOf("ses"),
  title: z.string(),
  summary: z.string(),
  kind: z.enum(kinds),
  format: z.enum(formats),
  startsAtLocal: z.string(),
  endsAtLocal: z.string(),
  startsAt: z.string(),
  place: z.string().optional(),
  /** What one place costs whoever asks, net of VAT, and why. */
  price: z.object({ listNetPence: Pence(), yourNetPence: Pence(), reason: z.string() }),
  placesLeft: z.array(z.object({ poolId: z.enum(poolIds), left: z.int().min(0) })),
});

export const catalogueEntry = (
  { session, offer }: Offered,
  left: readonly PoolLeft[],
): z.infer<typeof CatalogueEntry> => ({
  ...{ sessionId: session.sessionId, title: session.title, summary: session.summary, kind: session.kind },
  ...{ format: session.format, startsAtLocal: session.startsAtLocal, endsAtLocal: session.endsAtLocal },
  startsAt: session.startsAt,
  ...(session.place ? { place: session.place } : {}),
  price: { listNetPence: session.price.listNetPence, yourNetPence: offer.unitNetPence, reason: offer.reason },
  placesLeft: left.map(({ poolId, left: free }) => ({ poolId, left: free })),
});

/** A booking without anybody's name: who comes is on its page. */
export const BookingReply = z.object({
  bookingId: idOf("bkg"),
  status: z.string(),
  holdUntil: z.string().optional(),
  netPence: Pence(),
  places: z.array(
    z.object({
      placeId: z.string(),
      sessionId: idOf("ses"),
      poolId: z.enum(poolIds),
      netPence: Pence(),
      isNamed: z.boolean(),
    }),
  ),
  purchaseOrderNumber: z.string().optional(),
});

/** The same with what is credited to who cancels today, by session. */
export const OwnBookingReply = BookingReply.extend({
  creditPercents: z.array(z.object({ sessionId: idOf("ses"), creditPercent: z.int().min(0).max(100) })),
});

export const PlacedReply = BookingReply.extend({ next: z.string().optional() });

export const bookingReply = (booking: Booking): z.infer<typeof BookingReply> => ({
  ...{ bookingId: booking.bookingId, status: booking.status, netPence: netPenceOf(booking) },
  ...(booking.holdUntil ? { holdUntil: booking.holdUntil } : {}),
  ...(booking.purchaseOrderNumber ? { purchaseOrderNumber: booking.purchaseOrderNumber } : {}),
  places: placesOf(booking).map(({ placeId, sessionId, poolId, netPence, delegate }) => ({
    ...{ placeId, sessionId, poolId, netPence },
    isNamed: delegate !== undefined,
  })),
});
