import { routesFor } from "@alliance/http";
import type { TrainingServices } from "../../services.ts";
import { listAskedOfExpert } from "../../use-cases/list-asked-of-expert.ts";
import { askedPath } from "./answer-desks.ts";
import { expertAnswerRoutes } from "./clinic-answer-routes.tsx";
import { expertPage } from "./expert-page.tsx";

const { page } = routesFor<TrainingServices>();

/** What somebody does who is the expert of a clinic, staff or not. */
export const expertRoutes = [
  page({
    method: "GET",
    path: askedPath,
    access: "training.answer",
    handle: async ({ ctx }) => expertPage(await listAskedOfExpert(ctx)),
  }),
  ...expertAnswerRoutes,
];
