import { webHandler } from "@alliance/http/lambda";
import { applicationRoutes } from "./pages/console-application-routes.tsx";
import { typeRoutes } from "./pages/console-type-routes.tsx";
import { portalServices } from "./portal-services.ts";
import { typesApi } from "./types-api.ts";

export const handler = webHandler([...typesApi, ...typeRoutes, ...applicationRoutes], portalServices(process.env));
