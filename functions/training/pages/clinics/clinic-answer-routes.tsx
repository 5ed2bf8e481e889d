import { can } from "@alliance/auth";
import { isProblem, Problem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { AppointmentId } from "../../schema/appointment.ts";
import type { TrainingServices } from "../../services.ts";
import { answerAppointment } from "../../use-cases/answer-appointment.ts";
import { cancelAppointment } from "../../use-cases/cancel-appointment.ts";
import { markAppointment } from "../../use-cases/mark-appointment.ts";
import { moveAppointment } from "../../use-cases/move-appointment.ts";
import { type Desk, deskOfExpert, deskOfStaff, pathAt } from "./answer-desks.ts";
import { answerPage } from "./clinic-answer-page.tsx";
import { MoveForm } from "./clinic-forms.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ appointmentId: AppointmentId });

const notices = {
  confirmed: "It is agreed. Both of you get an email with a calendar entry.",
  declined: "It is declined, and its time is free again. They get an email.",
  moved: "It is moved. Both of you get an email with the new time.",
  cancelled: "It is called off. They get an email, and their calendar entry goes.",
  marked: "It is noted, and their record follows.",
} as const;
type Done = keyof typeof notices;

const show = async (ctx: Ctx, desk: Desk, appointmentId: string, form: FormState = {}, notice?: string) => {
  const details = await desk.read(ctx, appointmentId);
  return answerPage({ ...details, desk, mayAnswer: can(ctx.actor, desk.mayAnswer) }, form, notice);
};

const word = z.string().trim().max(1_000, "Use at most 1,000 characters").default("");

/** What somebody else did meanwhile is told on the page itself, as it is now. */
const told = (error: unknown): error is Problem =>
  error instanceof Problem && (isProblem(error, "conflict") || isProblem(error, "gone"));

function answerRoutesOf(desk: Desk) {
  const { path, mayLook, mayAnswer } = desk;
  const done = (appointmentId: string, what: Done): Response => redirect(`${pathAt(desk, appointmentId)}?done=${what}`);
  return [
    page({
      method: "GET",
      path,
      access: mayLook,
      params,
      query: z.object({ done: z.enum(Object.keys(notices) as [Done]).optional() }),
      handle: ({ ctx, params: { appointmentId }, query }) =>
        show(ctx, desk, appointmentId, {}, query.done && notices[query.done]),
    }),
    page({
      method: "POST",
      path: `${path}/answer`,
      access: mayAnswer,
      params,
      form: z.strictObject({ answer: z.enum(["approve", "decline"]), reply: word }),
      handle: async ({ ctx, params: { appointmentId }, form }) => {
        if (!form.ok) return show(ctx, desk, appointmentId, { values: form.values, errors: form.errors });
        const { answer, reply } = form.data;
        try {
          return done(
            appointmentId,
            await answerAppointment(ctx, appointmentId, { answer, reply: reply || undefined }),
          );
        } catch (error) {
          if (!told(error)) throw error;
          return show(ctx, desk, appointmentId, {
            values: form.values,
            errors: [{ field: "", message: error.message }],
          });
        }
      },
    }),
    page({
      method: "POST",
      path: `${path}/move`,
      access: mayAnswer,
      params,
      form: MoveForm,
      handle: async ({ ctx, params: { appointmentId }, form }) => {
        if (!form.ok) return show(ctx, desk, appointmentId, { errors: form.errors });
        try {
          await moveAppointment(ctx, appointmentId, form.data.startsAt);
          return done(appointmentId, "moved");
        } catch (error) {
          if (!told(error)) throw error;
          return show(ctx, desk, appointmentId, { errors: [{ field: "startsAt", message: error.message }] });
        }
      },
    }),
    page({
      method: "POST",
      path: `${path}/cancel`,
      access: mayAnswer,
      params,
      form: z.strictObject({ why: word }),
      handle: async ({ ctx, params: { appointmentId }, form }) => {
        if (!form.ok) return show(ctx, desk, appointmentId, { values: form.values, errors: form.errors });
        await cancelAppointment(ctx, appointmentId, form.data.why || undefined);
        return done(appointmentId, "cancelled");
      },
    }),
    page({
      method: "POST",
      path: `${path}/mark`,
      access: mayAnswer,
      params,
      form: z.strictObject({ attended: z.enum(["yes", "no"]) }),
      handle: async ({ ctx, params: { appointmentId }, form }) => {
        if (!form.ok) return show(ctx, desk, appointmentId, { errors: form.errors });
        await markAppointment(ctx, appointmentId, form.data.attended === "yes");
        return done(appointmentId, "marked");
      },
    }),
  ];
}

/** In the console, where assessors and the finance team look on. */
export const clinicAnswerRoutes = answerRoutesOf(deskOfStaff);
/** For the expert whose time it is. */
export const expertAnswerRoutes = answerRoutesOf(deskOfExpert);
