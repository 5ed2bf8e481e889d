import { idOf } from "@alliance/core";
import { type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import type { TrainingServices } from "../../services.ts";
import { nameDelegates } from "../../use-cases/name-delegates.ts";
import { noteNeeds } from "../../use-cases/note-needs.ts";
import { placeBooking } from "../../use-cases/place-booking.ts";
import { type BookingDetails, readBooking } from "../../use-cases/read-booking.ts";
import { withdrawBooking } from "../../use-cases/withdraw-booking.ts";
import { namesPage } from "./booking-change-pages.tsx";
import { endedPage } from "./booking-ended-page.tsx";
import { delegatesOf, FinishForm, NamesForm, needsOf } from "./booking-form.ts";
import { heldPage } from "./booking-held.tsx";
import { confirmedPage } from "./booking-page.tsx";
import { bookingPath } from "./booking-paths.ts";
import { awaitingApprovalPage, awaitingPage } from "./booking-waiting-pages.tsx";
import { refusedForm } from "./refused-form.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ bookingId: idOf("bkg") });
const path = "/training/bookings/:bookingId" as const;

const notices = {
  confirmed: "Your places are confirmed. A confirmation comes by email.",
  named: "Saved. We write to everybody whose place changed.",
  moved: "The places are moved. We write to everybody who comes, with the new date for their calendar.",
  cancelled: "The places are cancelled. If something is given back, its credit note comes by email.",
} as const;
type Notice = keyof typeof notices;
const Done = z.object({ done: z.enum(Object.keys(notices) as [Notice, ...Notice[]]).optional() });

function pageOf(details: BookingDetails, notice?: string): PageReply {
  const { status } = details.booking;
  if (status === "held") return heldPage(details, {});
  if (status === "awaiting-approval") return awaitingApprovalPage(details);
  if (status === "awaiting-payment") return awaitingPage(details);
  return status === "confirmed" ? confirmedPage(details, notice) : endedPage(details);
}

/** As the booking is by now: one that ended meanwhile explains itself. */
async function againIfHeld(ctx: Ctx, bookingId: string, form: FormState): Promise<PageReply | Response> {
  const details = await readBooking(ctx, bookingId);
  return details.booking.status === "held" ? heldPage(details, form) : redirect(bookingPath(bookingId));
}

async function sayWhoComes(ctx: Ctx, bookingId: string, { delegates, needs }: z.infer<typeof NamesForm>) {
  if (delegates.length > 0) await nameDelegates(ctx, { bookingId, delegates: delegatesOf(bookingId, delegates) });
  if (needs.length > 0) await noteNeeds(ctx, { bookingId, needs: needsOf(bookingId, needs) });
}

export const bookingRoutes = [
  page({
    method: "GET",
    path,
    access: "training.book",
    params,
    query: Done,
    handle: async ({ ctx, params: { bookingId }, query: { done } }) =>
      pageOf(await readBooking(ctx, bookingId), done && notices[done]),
  }),
  page({
    method: "POST",
    path,
    access: "training.book",
    params,
    form: FinishForm,
    handle: async ({ ctx, params: { bookingId }, form }) => {
      if (!form.ok) return againIfHeld(ctx, bookingId, form);
      const { delegates, needs, ...placing } = form.data;
      try {
        await sayWhoComes(ctx, bookingId, { delegates, needs });
        const { booking } = await placeBooking(ctx, { bookingId, ...placing });
        if (booking.status === "awaiting-approval") return redirect(bookingPath(bookingId));
        return redirect(
          booking.status === "awaiting-payment" ? `/pay/${bookingId}` : `${bookingPath(bookingId)}?done=confirmed`,
        );
      } catch (error) {
        return againIfHeld(ctx, bookingId, refusedForm(error, form.values));
      }
    },
  }),
  page({
    method: "POST",
    path: `${path}/withdraw`,
    access: "training.book",
    params,
    handle: async ({ ctx, params: { bookingId } }) => {
      await withdrawBooking(ctx, bookingId);
      return redirect(bookingPath(bookingId));
    },
  }),
  page({
    method: "GET",
    path: `${path}/names`,
    access: "training.book",
    params,
    handle: async ({ ctx, params: { bookingId } }) => {
      const details = await readBooking(ctx, bookingId);
      return details.booking.status === "confirmed" ? namesPage(details, {}) : redirect(bookingPath(bookingId));
    },
  }),
  page({
    method: "POST",
    path: `${path}/names`,
    access: "training.book",
    params,
    form: NamesForm,
    handle: async ({ ctx, params: { bookingId }, form }) => {
      if (!form.ok) return namesPage(await readBooking(ctx, bookingId), form);
      try {
        await sayWhoComes(ctx, bookingId, form.data);
        return redirect(`${bookingPath(bookingId)}?done=named`);
      } catch (error) {
        return namesPage(await readBooking(ctx, bookingId), refusedForm(error, form.values));
      }
    },
  }),
];
