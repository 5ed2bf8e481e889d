import { routesFor } from "@alliance/http";
import type { TrainingServices } from "../services.ts";
import { browseSessions } from "../use-cases/browse-sessions.ts";
import { cataloguePage } from "./catalogue-list.tsx";

const { page } = routesFor<TrainingServices>();

export const catalogueRoutes = [
  page({
    method: "GET",
    path: "/training",
    access: "public",
    handle: async ({ ctx }) => cataloguePage(await browseSessions(ctx)),
  }),
];
