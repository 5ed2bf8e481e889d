import { idOf, Pence } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import { BookingReply, bookingReply } from "./replies.ts";
import { SessionId } from "./schema/session.ts";
import { poolIds } from "./schema/topics.ts";
import type { TrainingServices } from "./services.ts";
import { cancelPlaces } from "./use-cases/cancel-places.ts";
import { transferPlaces } from "./use-cases/transfer-places.ts";

const { api } = routesFor<TrainingServices>();
const params = z.strictObject({ bookingId: idOf("bkg") });
const one = "/api/training/bookings/:bookingId" as const;
const placeIds = z.array(z.string().max(60)).min(1).max(30);
const percent = z.int().min(0).max(100);

/** What happens to a confirmed booking, for programs: the same use-cases as the pages. */
export const bookingChangesApi = [
  api({
    method: "POST",
    path: `${one}/cancellation`,
    summary: "Give places of one session back. 412 where another percentage is credited by now than you were shown",
    access: "training.book",
    params,
    body: z.strictObject({ placeIds, shownCreditPercent: percent }),
    idempotent: true,
    reply: {
      status: 200,
      description: "The booking as it is now, and what is credited, net of VAT",
      schema: BookingReply.extend({ creditPercent: percent, creditNetPence: Pence }),
    },
    handle: async ({ ctx, params: { bookingId }, body }) => {
      const { booking, creditPercent, creditNetPence } = await cancelPlaces(ctx, { ...body, bookingId });
      return { ...bookingReply(booking), creditPercent, creditNetPence };
    },
  }),
  api({
    method: "POST",
    path: `${one}/transfer`,
    summary: "Move places of one session to another at the same price, while all of it would be credited",
    access: "training.book",
    params,
    body: z.strictObject({ placeIds, toSessionId: SessionId, poolId: z.enum(poolIds) }),
    idempotent: true,
    reply: { status: 200, description: "The booking as it is now", schema: BookingReply },
    handle: async ({ ctx, params: { bookingId }, body }) =>
      bookingReply(await transferPlaces(ctx, { ...body, bookingId })),
  }),
];
