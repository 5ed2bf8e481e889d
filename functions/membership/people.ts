import { webHandler } from "@alliance/http/lambda";
import { decisionRoutes } from "./people/decision-routes.ts";

export const handler = webHandler(decisionRoutes, {});
