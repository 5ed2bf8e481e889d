import { webHandler } from "@alliance/http/lambda";
import { consoleRoutes } from "./pages/console-routes.tsx";
import { registerServices } from "./register-services.ts";

export const handler = webHandler(consoleRoutes, registerServices(process.env));
