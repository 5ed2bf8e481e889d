import { webHandler } from "@alliance/http/lambda";
import { recordRoutes } from "./pages/record-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(recordRoutes, trainingServices(process.env));
