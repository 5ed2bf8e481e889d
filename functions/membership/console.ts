import { webHandler } from "@alliance/http/lambda";
import { consoleRoutes } from "./pages/console-routes.tsx";
import { searchServices } from "./register-services.ts";

export const handler = webHandler(consoleRoutes, searchServices(process.env));
