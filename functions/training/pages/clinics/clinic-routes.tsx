import { isProblem, Problem } from "@alliance/core";
import { onceField, openCursor, type PageReply, redirect, routesFor, sealCursor, type Values } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { ClinicId } from "../../schema/clinic.ts";
import type { TrainingServices } from "../../services.ts";
import { browseClinics } from "../../use-cases/list-clinics.ts";
import { ownTimeIn, readAskers, readClinic } from "../../use-cases/read-clinic.ts";
import { requestSlot } from "../../use-cases/request-slot.ts";
import { RequestForm } from "./clinic-forms.ts";
import { clinicPage, clinicsPage } from "./clinic-pages.tsx";
import { appointmentPath, clinicPath, clinicsPath } from "./clinic-paths.ts";
import { notForThemPage, requestPage } from "./clinic-request-page.tsx";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ clinicId: ClinicId });
/** Fills rows of two and of three. */
const perPage = 24;

interface Again extends FormState {
  readonly status?: 409 | 422;
}

/** The form for a time; without the right to ask, why not; and once it is taken, a choice of the others. */
async function showRequest(ctx: Ctx, clinicId: string, at: string, form: Again = {}): Promise<PageReply | Response> {
  const own = form.status === undefined ? await ownTimeIn(ctx, clinicId) : undefined;
  if (own) return redirect(`${appointmentPath(own.appointmentId)}?done=have`);
  const found = await readClinic(ctx, clinicId);
  const askers = await readAskers(ctx, found.clinic, at);
  const allowed = askers.filter((each) => each.allowed);
  if (allowed.length === 0) return notForThemPage(found, askers[0]?.reason ?? "");
  const slot = found.slots.find(({ startsAt }) => startsAt === at);
  // Nobody typed anything yet: the clinic itself says what is free.
  if (slot === undefined && form.status === undefined) return redirect(`${clinicPath(clinicId)}?done=taken`);
  return requestPage({ found, askers: allowed, slot, hidden: onceField(ctx), form, ...pick(form) });
}

const pick = ({ status }: Again) => (status ? { status } : {});

/** At the time itself where that is gone: it is what they choose anew. */
const refusal = ({ code, errors, message }: Problem, values: Values): Again =>
  code === "invalid-input"
    ? { values, errors, status: 422 }
    : { values, errors: [{ field: code === "already-exists" ? "" : "startsAt", message }], status: 409 };

export const clinicRoutes = [
  page({
    method: "GET",
    path: "/training/clinics",
    access: "public",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const found = await browseClinics(ctx, { limit: perPage, cursor: cursor && openCursor(cursor, cursorSecret) });
      const sealed = found.cursor && sealCursor(found.cursor, cursorSecret);
      return clinicsPage({
        clinics: found.clinics,
        next: sealed && `${clinicsPath}?${new URLSearchParams({ cursor: sealed })}`,
        isSignedIn: ctx.actor.kind === "person",
      });
    },
  }),
  page({
    method: "GET",
    path: "/training/clinics/:clinicId",
    access: "public",
    params,
    query: z.object({ page: z.coerce.number().int().min(0).max(20).default(0), done: z.enum(["taken"]).optional() }),
    handle: async ({ ctx, params: { clinicId }, query }) => {
      const [found, own] = await Promise.all([readClinic(ctx, clinicId), ownTimeIn(ctx, clinicId)]);
      const askers = ctx.actor.kind === "person" ? await readAskers(ctx, found.clinic) : undefined;
      const notice = query.done && "That time is taken or not offered any more. Here are those that are free.";
      return { ...clinicPage({ ...found, askers, own, page: query.page }), ...(notice ? { notice } : {}) };
    },
  }),
  page({
    method: "GET",
    path: "/training/clinics/:clinicId/request",
    access: "training.book",
    params,
    query: z.object({ at: z.iso.datetime() }),
    handle: ({ ctx, params: { clinicId }, query: { at } }) => showRequest(ctx, clinicId, at),
  }),
  page({
    method: "POST",
    path: "/training/clinics/:clinicId/request",
    access: "training.book",
    params,
    form: RequestForm,
    idempotent: true,
    handle: async ({ ctx, params: { clinicId }, form }) => {
      const { values } = form;
      const at = String(values.startsAt ?? "");
      if (!form.ok) return showRequest(ctx, clinicId, at, { values, errors: form.errors, status: 422 });
      try {
        const { appointmentId, status } = await requestSlot(ctx, { clinicId, ...form.data });
        return redirect(`${appointmentPath(appointmentId)}?done=${status === "confirmed" ? "taken" : "asked"}`);
      } catch (error) {
        const codes = ["invalid-input", "conflict", "gone", "already-exists"] as const;
        if (!(error instanceof Problem) || !codes.some((code) => isProblem(error, code))) throw error;
        return showRequest(ctx, clinicId, at, refusal(error, values));
      }
    },
  }),
];
