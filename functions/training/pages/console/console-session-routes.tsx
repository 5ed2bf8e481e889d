import { can } from "@alliance/auth";
import { errorsOf, isProblem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { contentOf } from "../../sessions/content-of.ts";
import { changeSession } from "../../use-cases/change-session.ts";
import { publishSession, withdrawSession } from "../../use-cases/publish-session.ts";
import { readDesk } from "../../use-cases/read-desk.ts";
import { repeatSession } from "../../use-cases/repeat-session.ts";
import { type DeskOptions, deskPage } from "./console-desk.tsx";
import { changeSessionPage, deskPath } from "./console-form.tsx";
import { PublishForm, RepeatForm } from "./desk-forms.ts";
import { atFields, SessionForm } from "./session-form.ts";
import { valuesOf } from "./session-values.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ sessionId: SessionId });
const path = "/console/training/sessions/:sessionId" as const;

const desk = async (ctx: Ctx, sessionId: string, more: Omit<DeskOptions, "mayManage"> = {}) =>
  deskPage(await readDesk(ctx, sessionId), { mayManage: can(ctx.actor, "training.manage"), ...more });

const notices = {
  made: "The draft is saved. Publish it when it is ready.",
  saved: "The session is changed.",
  published: "The session is in the catalogue.",
  scheduled: "The session publishes itself at its time.",
  withdrawn: "The session is a draft again.",
  moved: "The session is moved. We are writing to everybody who booked.",
  cancelled:
    "The session is cancelled. We are ending its bookings, giving back what they cost, and writing to everybody.",
  messaged: "The message is on its way to everybody you chose.",
  copied: "The copies are drafts. Find them among the sessions.",
} as const;
const done = (sessionId: string, what: keyof typeof notices): Response =>
  redirect(`${deskPath(sessionId)}?done=${what}`);

/** What staff see of one session, and do with it. */
export const sessionRoutes = [
  page({
    method: "GET",
    path,
    access: "training.read-any",
    params,
    query: z.object({ done: z.enum(Object.keys(notices) as [keyof typeof notices]).optional() }),
    handle: ({ ctx, params: { sessionId }, query }) =>
      desk(ctx, sessionId, { notice: query.done && notices[query.done] }),
  }),
  page({
    method: "GET",
    path: `${path}/edit`,
    access: "training.manage",
    params,
    handle: async ({ ctx, params: { sessionId } }) => {
      const { session, version } = await readDesk(ctx, sessionId);
      return changeSessionPage(session, version, { values: valuesOf(contentOf(session)) });
    },
  }),
  page({
    method: "POST",
    path: `${path}/edit`,
    access: "training.manage",
    params,
    form: SessionForm,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      const { session, version } = await readDesk(ctx, sessionId);
      const { values } = form;
      if (!form.ok) return changeSessionPage(session, Number(values.basedOn) || 0, { values, errors: form.errors });
      try {
        await changeSession(ctx, sessionId, form.data);
        return done(sessionId, "saved");
      } catch (error) {
        if (isProblem(error, "stale")) return changeSessionPage(session, version, { values }, true);
        if (!isProblem(error, "invalid-input")) throw error;
        const errors = atFields(error.errors, form.data.content.format);
        return changeSessionPage(session, form.data.basedOn, { values, errors });
      }
    },
  }),
  page({
    method: "POST",
    path: `${path}/publish`,
    access: "training.manage",
    params,
    form: PublishForm,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      const { values } = form;
      if (!form.ok) return desk(ctx, sessionId, { publish: { values, errors: form.errors } });
      try {
        const { status } = await publishSession(ctx, sessionId, form.data.atLocal);
        return done(sessionId, status === "scheduled" ? "scheduled" : "published");
      } catch (error) {
        return desk(ctx, sessionId, { publish: { values, errors: errorsOf(error, "invalid-input") } });
      }
    },
  }),
  page({
    method: "POST",
    path: `${path}/withdraw`,
    access: "training.manage",
    params,
    handle: async ({ ctx, params: { sessionId } }) => {
      await withdrawSession(ctx, sessionId);
      return done(sessionId, "withdrawn");
    },
  }),
  page({
    method: "POST",
    path: `${path}/repeat`,
    access: "training.manage",
    params,
    form: RepeatForm,
    handle: async ({ ctx, params: { sessionId }, form }) => {
      const { values } = form;
      if (!form.ok) return desk(ctx, sessionId, { repeat: { values, errors: form.errors } });
      try {
        await repeatSession(ctx, sessionId, form.data);
        return done(sessionId, "copied");
      } catch (error) {
        if (!isProblem(error, "invalid-input")) throw error;
        const errors = error.errors.map(({ message }) => ({ field: "days", message }));
        return desk(ctx, sessionId, { repeat: { values, errors } });
      }
    },
  }),
];
