import { webHandler } from "@alliance/http/lambda";
import { mergeRoutes } from "./pages/console-merge-routes.tsx";
import { portalServices } from "./portal-services.ts";

export const handler = webHandler(mergeRoutes, portalServices(process.env));
