import { webHandler } from "@alliance/http/lambda";
import { needsDeskRoutes } from "./pages/needs-desk.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(needsDeskRoutes, trainingServices(process.env));
