import { can } from "@alliance/auth";
import { errorsOf, isProblem } from "@alliance/core";
import { onceField, openCursor, redirect, routesFor, sealCursor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { contentOfClinic } from "../../clinics/content-of.ts";
import { ClinicId } from "../../schema/clinic.ts";
import type { TrainingServices } from "../../services.ts";
import { changeClinic, openClinic } from "../../use-cases/change-clinic.ts";
import { createClinic } from "../../use-cases/create-clinic.ts";
import { listClinics } from "../../use-cases/list-clinics.ts";
import { listDeskAppointments } from "../../use-cases/read-appointment.ts";
import { readClinicDesk } from "../../use-cases/read-clinic.ts";
import { changeClinicPage, newClinicPage } from "./clinic-console-form.tsx";
import { allClinicsId, clinicDeskPage, clinicsDeskPage } from "./clinic-console-pages.tsx";
import { clinicDeskPath, deskListAt } from "./clinic-console-paths.ts";
import { ClinicForm, newClinicValues, valuesOfClinic } from "./clinic-form.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ clinicId: ClinicId });
const path = "/console/training/clinics" as const;
const perPage = 25;

const notices = {
  made: "The draft is saved. Members see it once you open it.",
  saved: "The clinic is changed.",
  open: "The clinic takes requests.",
  paused: "The clinic takes no requests. What is agreed stays.",
} as const;
const done = (clinicId: string, what: keyof typeof notices): Response =>
  redirect(`${clinicDeskPath(clinicId)}?done=${what}`);

const Wanted = z.object({
  list: z.enum(["to-answer", "to-come", "to-mark"]).default("to-answer"),
  cursor: z.string().max(2000).optional(),
  /** Where the page of all clinics begins, below the requests. */
  clinics: z.string().max(2000).optional(),
});

async function desk(ctx: Ctx, clinicId: string, notice?: string) {
  const { clinic, expertName, free } = await readClinicDesk(ctx, clinicId);
  return clinicDeskPage({ clinic, expertName, free, notice, mayManage: can(ctx.actor, "training.manage") });
}

export const clinicConsoleRoutes = [
  page({
    method: "GET",
    path,
    access: "training.read-any",
    query: Wanted,
    handle: async ({ ctx, services: { cursorSecret }, query: { list, ...from } }) => {
      const asked = (cursor?: string) => ({ limit: perPage, cursor: cursor && openCursor(cursor, cursorSecret) });
      const [found, { clinics, cursor }] = await Promise.all([
        listDeskAppointments(ctx, list, asked(from.cursor)),
        listClinics(ctx, asked(from.clinics)),
      ]);
      // Each list is gone through by itself: the other one stays where it is.
      const seal = (next: string) => sealCursor(next, cursorSecret);
      return clinicsDeskPage({
        ...{ list, page: found, clinics, mayManage: can(ctx.actor, "training.manage") },
        next: found.cursor && deskListAt(list, { ...from, cursor: seal(found.cursor) }),
        nextClinics: cursor && `${deskListAt(list, { ...from, clinics: seal(cursor) })}#${allClinicsId}`,
      });
    },
  }),
  page({
    method: "GET",
    path: `${path}/new`,
    access: "training.manage",
    handle: async ({ ctx }) => newClinicPage({ values: newClinicValues, once: onceField(ctx).onceKey }),
  }),
  page({
    method: "POST",
    path: `${path}/new`,
    access: "training.manage",
    form: ClinicForm,
    idempotent: true,
    handle: async ({ ctx, form }) => {
      if (!form.ok) {
        return newClinicPage({ values: form.values, errors: form.errors, once: onceField(ctx).onceKey });
      }
      try {
        const { clinicId } = await createClinic(ctx, { ...form.data.content, expert: form.data.expert });
        return done(clinicId, "made");
      } catch (error) {
        const errors = errorsOf(error, "invalid-input").map(({ message }) => ({ field: "expertEmail", message }));
        return newClinicPage({ values: form.values, errors, once: onceField(ctx).onceKey });
      }
    },
  }),
  page({
    method: "GET",
    path: `${path}/:clinicId`,
    access: "training.read-any",
    params,
    query: z.object({ done: z.enum(Object.keys(notices) as [keyof typeof notices]).optional() }),
    handle: ({ ctx, params: { clinicId }, query }) => desk(ctx, clinicId, query.done && notices[query.done]),
  }),
  page({
    method: "GET",
    path: `${path}/:clinicId/edit`,
    access: "training.manage",
    params,
    handle: async ({ ctx, params: { clinicId } }) => {
      const { clinic, version } = await readClinicDesk(ctx, clinicId);
      return changeClinicPage(clinic, version, { values: valuesOfClinic(contentOfClinic(clinic)) });
    },
  }),
  page({
    method: "POST",
    path: `${path}/:clinicId/edit`,
    access: "training.manage",
    params,
    form: ClinicForm,
    handle: async ({ ctx, params: { clinicId }, form }) => {
      const { clinic, version } = await readClinicDesk(ctx, clinicId);
      const { values } = form;
      if (!form.ok) return changeClinicPage(clinic, Number(values.basedOn) || 0, { values, errors: form.errors });
      try {
        await changeClinic(ctx, clinicId, form.data);
        return done(clinicId, "saved");
      } catch (error) {
        if (!isProblem(error, "stale")) throw error;
        return changeClinicPage(clinic, version, { values }, true);
      }
    },
  }),
  ...(["open", "pause"] as const).map((what) =>
    page({
      method: "POST",
      path: `${path}/:clinicId/${what}`,
      access: "training.manage",
      params,
      handle: async ({ ctx, params: { clinicId } }) => {
        const status = what === "open" ? "open" : "paused";
        await openClinic(ctx, clinicId, status);
        return done(clinicId, status);
      },
    }),
  ),
];
