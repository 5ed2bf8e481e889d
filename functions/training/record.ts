import { webHandler } from "@alliance/http/lambda";
import { noShowsRoutes } from "./pages/console/no-shows-routes.tsx";
import { recordRoutes } from "./pages/record/record-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler([...recordRoutes, ...noShowsRoutes], trainingServices(process.env));
