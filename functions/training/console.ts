import { webHandler } from "@alliance/http/lambda";
import { consoleRoutes } from "./pages/console/console-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(consoleRoutes, trainingServices(process.env));
