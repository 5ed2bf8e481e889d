import { isProblem, Problem } from "@alliance/core";
import { openCursor, redirect, routesFor, sealCursor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { type Appointment, AppointmentId } from "../../schema/appointment.ts";
import type { TrainingServices } from "../../services.ts";
import { cancelAppointment } from "../../use-cases/cancel-appointment.ts";
import { moveAppointment } from "../../use-cases/move-appointment.ts";
import { listOwnAppointments, readAppointment, readOtherSlots } from "../../use-cases/read-appointment.ts";
import { appointmentPage, movePage, ownAppointmentsPage } from "./appointment-pages.tsx";
import { MoveForm } from "./clinic-forms.ts";
import { appointmentPath, ownAppointmentsPath } from "./clinic-paths.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ appointmentId: AppointmentId });
const path = "/training/clinics/appointments/:appointmentId" as const;
const perPage = 25;

const notices = {
  asked: "Your request is sent. We write to you as soon as it is answered.",
  taken: "The time is yours. The details and a calendar entry are on their way by email.",
  moved: "Your time is changed.",
  cancelled: "You gave the time up.",
  have: "You have a time in this clinic already: this one. Choose another time below, or give this one up.",
} as const;
/** What was asked for may have been answered by the time somebody looks again. */
const noticeOf = (done: keyof typeof notices | undefined, status: Appointment["status"]): string | undefined =>
  done === undefined || (done === "asked" && status !== "requested") ? undefined : notices[done];

const Done = z.object({ done: z.enum(Object.keys(notices) as [keyof typeof notices]).optional() });

const showMove = async (ctx: Ctx, appointmentId: string, form: FormState = {}) =>
  movePage(await readOtherSlots(ctx, appointmentId), form);

export const appointmentRoutes = [
  page({
    method: "GET",
    path,
    access: "training.book",
    params,
    query: Done,
    handle: async ({ ctx, params: { appointmentId }, query: { done } }) => {
      const details = await readAppointment(ctx, appointmentId);
      return appointmentPage(details, noticeOf(done, details.appointment.status));
    },
  }),
  page({
    method: "GET",
    path: `${path}/move`,
    access: "training.book",
    params,
    handle: ({ ctx, params: { appointmentId } }) => showMove(ctx, appointmentId),
  }),
  page({
    method: "POST",
    path: `${path}/move`,
    access: "training.book",
    params,
    form: MoveForm,
    handle: async ({ ctx, params: { appointmentId }, form }) => {
      if (!form.ok) return showMove(ctx, appointmentId, { errors: form.errors });
      try {
        await moveAppointment(ctx, appointmentId, form.data.startsAt);
        return redirect(`${appointmentPath(appointmentId)}?done=moved`);
      } catch (error) {
        if (!(error instanceof Problem) || !(isProblem(error, "conflict") || isProblem(error, "gone"))) throw error;
        return showMove(ctx, appointmentId, { errors: [{ field: "startsAt", message: error.message }] });
      }
    },
  }),
  page({
    method: "POST",
    path: `${path}/cancel`,
    access: "training.book",
    params,
    handle: async ({ ctx, params: { appointmentId } }) => {
      await cancelAppointment(ctx, appointmentId);
      return redirect(`${appointmentPath(appointmentId)}?done=cancelled`);
    },
  }),
  page({
    method: "GET",
    path: "/portal/training/clinics",
    access: "training.book",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const found = await listOwnAppointments(ctx, {
        limit: perPage,
        cursor: cursor && openCursor(cursor, cursorSecret),
      });
      const sealed = found.cursor && sealCursor(found.cursor, cursorSecret);
      const next = sealed && `${ownAppointmentsPath}?${new URLSearchParams({ cursor: sealed })}`;
      return ownAppointmentsPage(found, next);
    },
  }),
];
