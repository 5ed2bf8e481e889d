import { webHandler } from "@alliance/http/lambda";
import { renewRoutes } from "./pages/renew-routes.tsx";
import { whyRoutes } from "./pages/why-routes.tsx";
import { portalServices } from "./portal-services.ts";
import { termsApi } from "./terms-api.ts";

export const handler = webHandler([...termsApi, ...renewRoutes, ...whyRoutes], portalServices(process.env));
