import { webHandler } from "@alliance/http/lambda";
import { portalRoutes } from "./pages/portal-routes.tsx";
import { portalServices } from "./portal-services.ts";
import { routes } from "./routes.ts";

export const handler = webHandler([...routes, ...portalRoutes], portalServices(process.env));
