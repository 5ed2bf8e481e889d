import { can } from "@alliance/auth";
import { isProblem, Problem } from "@alliance/core";
import { onceField, openCursor, redirect, routesFor, sealCursor } from "@alliance/http";
import * as z from "zod";
import type { TrainingServices } from "../../services.ts";
import { createSession } from "../../use-cases/create-session.ts";
import { listOpenRegisters } from "../../use-cases/list-open-registers.ts";
import { listSessions } from "../../use-cases/list-sessions.ts";
import { decisionRoutes } from "./console-decision-routes.tsx";
import { deskPath, newSessionPage, templatesPage } from "./console-form.tsx";
import { messageRoutes } from "./console-message-routes.tsx";
import { sessionRoutes } from "./console-session-routes.tsx";
import { sessionsPage } from "./console-sessions.tsx";
import { takingsRoutes } from "./console-takings-routes.ts";
import { atFields, SessionForm } from "./session-form.ts";
import { valuesOfTemplate } from "./session-values.ts";

const { page } = routesFor<TrainingServices>();
const params = z.strictObject({ templateId: z.string().max(40) });

export const consoleRoutes = [
  page({
    method: "GET",
    path: "/console/training",
    access: "training.read-any",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const [found, toClose] = await Promise.all([
        listSessions(ctx, { limit: 25, cursor: cursor && openCursor(cursor, cursorSecret) }),
        cursor ? undefined : listOpenRegisters(ctx),
      ]);
      const next = found.cursor ? { cursor: sealCursor(found.cursor, cursorSecret) } : {};
      return sessionsPage({ items: found.items, ...next }, toClose, can(ctx.actor, "training.manage"));
    },
  }),
  page({
    method: "GET",
    path: "/console/training/new",
    access: "training.manage",
    handle: async () => templatesPage(),
  }),
  page({
    method: "GET",
    path: "/console/training/new/:templateId",
    access: "training.manage",
    params,
    handle: async ({ ctx, params: { templateId } }) => {
      const values = valuesOfTemplate(templateId);
      if (values === undefined) throw new Problem("not-found", "There is no such template.");
      return newSessionPage({ values, once: onceField(ctx).onceKey });
    },
  }),
  page({
    method: "POST",
    path: "/console/training/new/:templateId",
    access: "training.manage",
    params,
    form: SessionForm,
    idempotent: true,
    handle: async ({ ctx, form }) => {
      const again = (errors: Parameters<typeof atFields>[0]) =>
        newSessionPage({ values: form.values, errors, once: onceField(ctx).onceKey });
      if (!form.ok) return again(form.errors);
      try {
        const { sessionId } = await createSession(ctx, form.data.content);
        return redirect(`${deskPath(sessionId)}?done=made`);
      } catch (error) {
        if (!isProblem(error, "invalid-input")) throw error;
        return again(atFields(error.errors, form.data.content.format));
      }
    },
  }),
  ...sessionRoutes,
  ...decisionRoutes,
  ...takingsRoutes,
  ...messageRoutes,
];
