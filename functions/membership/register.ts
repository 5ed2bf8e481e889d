import { webHandler } from "@alliance/http/lambda";
import { organisationFormRoutes } from "./pages/console-organisation-routes.tsx";
import { registerConsoleRoutes } from "./pages/console-register-routes.tsx";
import { registerRoutes } from "./register-routes.ts";
import { searchServices } from "./register-services.ts";

export const handler = webHandler(
  [...registerRoutes, ...registerConsoleRoutes, ...organisationFormRoutes],
  searchServices(process.env),
);
