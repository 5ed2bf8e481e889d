import { webHandler } from "@alliance/http/lambda";
import { organisationFormRoutes } from "./pages/console-organisation-routes.tsx";
import { registerConsoleRoutes } from "./pages/console-register-routes.tsx";
import { uploadConsoleRoutes } from "./pages/console-upload-routes.tsx";
import { registerRoutes } from "./register-routes.ts";
import { uploadServices } from "./register-services.ts";

export const handler = webHandler(
  [...registerRoutes, ...registerConsoleRoutes, ...uploadConsoleRoutes, ...organisationFormRoutes],
  uploadServices(process.env),
);
