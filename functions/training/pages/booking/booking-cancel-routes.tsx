import { idOf, Problem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { cancelPlaces } from "../../use-cases/cancel-places.ts";
import { readBooking } from "../../use-cases/read-booking.ts";
import { cancelPage } from "./booking-change-pages.tsx";
import { bookingPath } from "./booking-paths.ts";
import { refusedForm } from "./refused-form.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ bookingId: idOf("bkg"), sessionId: SessionId });
const path = "/training/bookings/:bookingId/cancel/:sessionId" as const;

async function cancelForm(ctx: Ctx, bookingId: string, sessionId: string, form: FormState = {}) {
  const details = await readBooking(ctx, bookingId);
  const { booking, sessions, now } = details;
  const session = sessions.find((each) => each.sessionId === sessionId);
  if (session === undefined) throw new Problem("not-found", "We cannot find that session in this booking.");
  const isOver = booking.status !== "confirmed" || now >= session.startsAt;
  return isOver ? redirect(bookingPath(bookingId)) : cancelPage({ details, session, form });
}

/** Giving places of one session back, by the ladder that the page shows. */
export const cancelRoutes = [
  page({
    method: "GET",
    path,
    access: "training.book",
    params,
    handle: ({ ctx, params: { bookingId, sessionId } }) => cancelForm(ctx, bookingId, sessionId),
  }),
  page({
    method: "POST",
    path,
    access: "training.book",
    params,
    form: z.strictObject({
      shownCreditPercent: z
        .string()
        .regex(/^\d{1,3}$/)
        .transform(Number),
      places: z
        .union([z.string(), z.array(z.string())])
        .default([])
        .transform((places) => [places].flat()),
    }),
    handle: async ({ ctx, params: { bookingId, sessionId }, form }) => {
      if (!form.ok) return cancelForm(ctx, bookingId, sessionId, form);
      const { places: placeIds, shownCreditPercent } = form.data;
      try {
        await cancelPlaces(ctx, { bookingId, placeIds, shownCreditPercent });
        return redirect(`${bookingPath(bookingId)}?done=cancelled`);
      } catch (error) {
        return cancelForm(ctx, bookingId, sessionId, refusedForm(error, form.values));
      }
    },
  }),
];
