import { errorsOf } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { nameTrainer, readTrainers, removeTrainer } from "../../use-cases/name-trainer.ts";
import { currentSession } from "../../use-cases/read-desk.ts";
import { trainersPage } from "./day-list.tsx";
import { trainersPath } from "./day-paths.ts";

const { page } = routesFor<TrainingServices>();
const access = "training.manage";
const params = z.strictObject({ sessionId: SessionId });
const path = "/console/training/sessions/:sessionId/trainers" as const;
const notices = {
  named: "They see who comes and can mark the register from now on.",
  removed: "They do not see the register any more.",
} as const;

/** Who runs a session, for staff. */
export const trainerRoutes = [
  page({
    method: "GET",
    path,
    access,
    params,
    query: z.object({ done: z.enum(["named", "removed"]).optional() }),
    handle: async ({ ctx, params: { sessionId }, query: { done } }) => {
      const { data: session } = await currentSession(ctx, sessionId);
      return trainersPage(session, await readTrainers(ctx, sessionId), { notice: done && notices[done] });
    },
  }),
  page({
    method: "POST",
    path,
    access,
    params,
    form: z.strictObject({ email: z.email("Enter an email address, like name@school.org.uk").max(254) }),
    handle: async ({ ctx, params: { sessionId }, form }) => {
      const { data: session } = await currentSession(ctx, sessionId);
      const { values } = form;
      if (!form.ok) return trainersPage(session, await readTrainers(ctx, sessionId), { values, errors: form.errors });
      try {
        await nameTrainer(ctx, sessionId, form.data.email);
        return redirect(`${trainersPath(sessionId)}?done=named`);
      } catch (error) {
        const errors = errorsOf(error, "invalid-input");
        return trainersPage(session, await readTrainers(ctx, sessionId), { values, errors });
      }
    },
  }),
  page({
    method: "POST",
    path: `${path}/remove`,
    access,
    params,
    form: z.strictObject({ personId: z.string().max(40) }),
    handle: async ({ ctx, params: { sessionId }, form }) => {
      if (form.ok) await removeTrainer(ctx, sessionId, form.data.personId);
      return redirect(`${trainersPath(sessionId)}?done=removed`);
    },
  }),
];
