import { webHandler } from "@alliance/http/lambda";
import { consoleRoutes } from "./pages/console-routes.tsx";
import { trainingServices } from "./services.ts";

export const handler = webHandler(consoleRoutes, trainingServices(process.env));
