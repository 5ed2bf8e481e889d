import { webHandler } from "@alliance/http/lambda";
import { decisionRoutes } from "./people/decision-routes.ts";
import { portalServices } from "./portal-services.ts";

export const handler = webHandler(decisionRoutes, portalServices(process.env));
