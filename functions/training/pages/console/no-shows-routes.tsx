import { errorsOf } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import { SessionId } from "../../schema/session.ts";
import type { TrainingServices } from "../../services.ts";
import { chargeNoShows, readNoShows, waiveNoShow } from "../../use-cases/decide-no-show-fees.ts";
import { noShowsPath } from "../record/record-paths.ts";
import { noShowsPage } from "./no-shows-page.tsx";

const { page } = routesFor<TrainingServices>();
const access = "training.manage";
const params = z.strictObject({ sessionId: SessionId });
const path = "/console/training/sessions/:sessionId/no-shows" as const;
const notices = {
  charged: "The fees are charged. Finance sends the invoices.",
  waived: "The fee is waived. What was invoiced of it is credited.",
} as const;

/** The fee for places nobody came to. */
export const noShowsRoutes = [
  page({
    method: "GET",
    path,
    access,
    params,
    query: z.object({ done: z.enum(["charged", "waived"]).optional() }),
    handle: async ({ ctx, params: { sessionId }, query: { done } }) =>
      noShowsPage(await readNoShows(ctx, sessionId), { notice: done && notices[done] }),
  }),
  page({
    method: "POST",
    path: `${path}/charge`,
    access,
    params,
    handle: async ({ ctx, params: { sessionId } }) => {
      await chargeNoShows(ctx, sessionId);
      return redirect(`${noShowsPath(sessionId)}?done=charged`);
    },
  }),
  page({
    method: "POST",
    path: `${path}/waive`,
    access,
    params,
    form: z.looseObject({ placeId: z.string().max(60) }),
    handle: async ({ ctx, params: { sessionId }, form: { values } }) => {
      const placeId = String(values.placeId ?? "");
      try {
        await waiveNoShow(ctx, sessionId, placeId, String(values[`reason-${placeId}`] ?? "").slice(0, 300));
        return redirect(`${noShowsPath(sessionId)}?done=waived`);
      } catch (error) {
        const errors = errorsOf(error, "invalid-input");
        return noShowsPage(await readNoShows(ctx, sessionId), { values, errors });
      }
    },
  }),
];
