import { webHandler } from "@alliance/http/lambda";
import { organisationsApi } from "./organisations-api.ts";
import { portalRoutes } from "./pages/portal-routes.tsx";
import { portalServices } from "./portal-services.ts";

export const handler = webHandler([...organisationsApi, ...portalRoutes], portalServices(process.env));
